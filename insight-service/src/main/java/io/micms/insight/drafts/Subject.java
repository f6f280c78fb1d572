package io.micms.insight.drafts;

import java.util.List;

/** @param idea what the line builds on */
public record Subject(String text, String idea, List<Check> checks) {}
