package io.micms.campaign.rules;

import java.time.LocalDate;

/** The day of the year of a date; that of 29 February is the 28th in years that do not have it. */
final class Anniversary {

    static final int LEAP_DAY = 229;

    private Anniversary() {}

    /** The first day from today on that is one. */
    static LocalDate next(LocalDate date, LocalDate today) {
        LocalDate thisYear = date.withYear(today.getYear());
        return thisYear.isBefore(today) ? date.withYear(today.getYear() + 1) : thisYear;
    }

    /** Rises within a year, so that a range of days is a range of numbers. */
    static int number(LocalDate date) {
        return date.getMonthValue() * 100 + date.getDayOfMonth();
    }
}
