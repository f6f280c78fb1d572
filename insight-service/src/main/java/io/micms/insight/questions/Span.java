package io.micms.insight.questions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/**
 * Whole days in the platform's time zone.
 *
 * @param to the last one, which belongs to it; the day that has begun counts up to now
 */
public record Span(LocalDate from, LocalDate to) {

    /** @param days how many, the last one being today */
    public static Span lastDays(int days, LocalDate today) {
        return new Span(today.minusDays(days - 1L), today);
    }

    /** The week (Monday to Sunday) that a day lies in. */
    public static Span weekOf(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Span(monday, monday.plusDays(6));
    }

    public static Span monthOf(LocalDate day) {
        return new Span(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()));
    }

    public static Span quarterOf(LocalDate day) {
        LocalDate first = day.with(IsoFields.DAY_OF_QUARTER, 1L);
        return new Span(first, first.plusMonths(3).minusDays(1));
    }

    public static Span yearOf(LocalDate day) {
        return new Span(day.with(TemporalAdjusters.firstDayOfYear()), day.with(TemporalAdjusters.lastDayOfYear()));
    }

    /** The same days as far as they have come: what lies ahead is cut off. */
    public Span upTo(LocalDate today) {
        return to.isAfter(today) ? new Span(from, today) : this;
    }

    /** As many days, right before. */
    public Span before() {
        return new Span(from.minusDays(days()), from.minusDays(1));
    }

    /** The same days a year earlier. */
    public Span yearBefore() {
        return new Span(from.minusYears(1), to.minusYears(1));
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
