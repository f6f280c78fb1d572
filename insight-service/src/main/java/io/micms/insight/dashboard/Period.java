package io.micms.insight.dashboard;

import io.micms.insight.PlatformProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The last days up to now.
 *
 * @param from the beginning of the first day
 * @param to now: what lies ahead does not count yet
 * @param days all of them, the last one being today
 */
record Period(Instant from, Instant to, List<LocalDate> days) {

    static Period upTo(Instant now, int days, PlatformProperties platform) {
        LocalDate today = platform.dayOf(now);
        LocalDate first = today.minusDays(days - 1L);
        return new Period(
                first.atStartOfDay(platform.timeZone()).toInstant(),
                now,
                first.datesUntil(today.plusDays(1)).toList());
    }

    String firstDay() {
        return days.getFirst().toString();
    }

    String lastDay() {
        return days.getLast().toString();
    }
}
