package io.micms.insight.wording;

import java.time.LocalDate;

/** A stretch of time as rules can have one. */
sealed interface When {

    /** @param period ISO-8601, back from now */
    record Last(String period) implements When {}

    /** @param period ISO-8601; longer ago than that */
    record LongerAgo(String period) implements When {}

    /**
     * @param nearer ISO-8601; longer ago than that
     * @param farther ISO-8601, back from now
     */
    record Ago(String nearer, String farther) implements When {}

    /** @param period ISO-8601, ahead of now */
    record Next(String period) implements When {}

    /** From the beginning of a day on. */
    record Since(LocalDate day) implements When {}

    /** Before the beginning of a day. */
    record Before(LocalDate day) implements When {}

    /** @param last the last day, which belongs to it */
    record Between(LocalDate first, LocalDate last) implements When {}

    /** From when on nothing is left to come: a stretch that reaches up to today is one that begins. */
    static When between(LocalDate first, LocalDate last, LocalDate today) {
        return last.isBefore(today) ? new Between(first, last) : new Since(first);
    }
}
