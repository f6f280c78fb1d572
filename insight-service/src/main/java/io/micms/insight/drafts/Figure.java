package io.micms.insight.drafts;

import java.math.BigDecimal;

/**
 * A number that a text may name.
 *
 * @param name for templates, such as {@code delivered}
 * @param label for people
 * @param value exact
 * @param text as people read it
 * @param definition how it is computed
 */
public record Figure(String name, String label, BigDecimal value, String text, String definition) {}
