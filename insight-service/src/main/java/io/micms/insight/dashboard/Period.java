package io.micms.insight.dashboard;

import io.micms.platform.problem.InvalidParameter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whole days in the platform's time zone, of which the one that has begun counts up to now.
 *
 * @param to the last day, which belongs to it
 */
public record Period(LocalDate from, LocalDate to) {

    public static final int DAYS_AT_MOST = 1_096;

    /** @throws InvalidParameter if it ends before it begins, begins in the future or is longer than three years */
    public Period {
        if (from.isAfter(to)) {
            throw new InvalidParameter("from", "from (%s) is not after to (%s).".formatted(from, to));
        }
        if (ChronoUnit.DAYS.between(from, to) >= DAYS_AT_MOST) {
            throw new InvalidParameter("from", "from and to are at most %,d days apart.".formatted(DAYS_AT_MOST));
        }
    }

    static Period ofLast(int days, LocalDate today) {
        return new Period(today.minusDays(days - 1L), today);
    }

    public int days() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** As many days, right before. */
    Period before() {
        return new Period(from.minusDays(days()), from.minusDays(1));
    }

    List<LocalDate> all() {
        return from.datesUntil(to.plusDays(1)).toList();
    }
}
