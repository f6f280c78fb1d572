package io.micms.insight.ai;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the language model has cost on a day, all instances together.
 *
 * @param spent in US dollars; what is being asked at the moment counts with the most that it may cost
 */
public record Spending(LocalDate day, BigDecimal spent, long calls, long inputTokens, long outputTokens) {}
