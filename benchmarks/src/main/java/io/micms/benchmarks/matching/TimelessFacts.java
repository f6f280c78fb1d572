package io.micms.benchmarks.matching;

import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts for those who know no time: how many seconds ago something was, and in how many an anniversary is, are numbers of
 * their own. What it takes to keep these up to date is not measured.
 */
final class TimelessFacts {

    private TimelessFacts() {}

    /** @return by name, see {@link #name}: text, numbers, true or false, lists of text */
    static Map<String, Object> of(Facts facts) {
        Map<String, Object> values = new TreeMap<>();
        facts.values().forEach((key, value) -> {
            switch (value) {
                case Instant instant -> values.put(age(key), seconds(Duration.between(instant, facts.at())));
                case LocalDate date -> values.put(anniversary(key), secondsUntilAnniversary(date, facts));
                default -> values.put(name(key), value);
            }
        });
        return values;
    }

    static String name(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_");
    }

    static String age(String key) {
        return name(key) + "_age";
    }

    static String anniversary(String key) {
        return name(key) + "_anniversary";
    }

    /** @throws Inexpressible for one that depends on the calendar */
    static BigDecimal seconds(Rule.Condition condition, Span span) {
        if (span.months() > 0) {
            throw new Inexpressible("months in " + condition);
        }
        return seconds(span.time().plusDays(span.days()));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    }

    private static BigDecimal secondsUntilAnniversary(LocalDate date, Facts facts) {
        LocalDate next = date.withYear(facts.today().getYear());
        if (next.isBefore(facts.today())) {
            next = date.withYear(facts.today().getYear() + 1);
        }
        return next.equals(facts.today())
                ? BigDecimal.ZERO
                : seconds(Duration.between(
                        facts.at(), next.atStartOfDay(facts.zone()).toInstant()));
    }
}
