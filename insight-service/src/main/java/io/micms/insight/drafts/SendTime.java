package io.micms.insight.drafts;

import org.jspecify.annotations.Nullable;

/**
 * When to send.
 *
 * @param hour of the day, 0 to 23, by the customers' own clocks
 * @param dayOfWeek such as {@code TUESDAY}; null if the days do not differ enough to tell
 * @param reason with the figures that it rests on
 */
public record SendTime(int hour, @Nullable String dayOfWeek, String reason) {}
