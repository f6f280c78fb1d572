package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A rule read as a question about time: until when a customer's answer stays the same if nothing happens. */
public final class NextChange {

    private NextChange() {}

    /**
     * The first instant after the facts' at which time alone may change the answer; it may turn out not to. Null if it never
     * will.
     */
    public static @Nullable Instant of(Rule rule, Facts facts) {
        return switch (rule) {
            case Group group -> earliest(group.rules(), facts);
            case Rule.InSegments in ->
                earliest(in.segments().stream().map(Rule.Reference::resolved).toList(), facts);
            case Condition condition ->
                earlier(
                        later(facts.changesAt(condition.subject()), facts),
                        later(turn(condition, facts.value(condition.subject()), facts), facts));
        };
    }

    /** When the same value comes to be judged differently; null if never. */
    private static @Nullable Instant turn(Condition condition, @Nullable Object value, Facts facts) {
        return switch (condition) {
            case Rule.WithinLast within -> {
                Instant instant = RulePredicate.moment(value, facts);
                yield instant == null || instant.isAfter(facts.at())
                        ? instant
                        : within.span().leavesWindow(instant, facts.zone());
            }
            case Rule.AnniversaryWithinNext within -> {
                LocalDate date = RulePredicate.day(value, facts);
                if (date == null) {
                    yield null;
                }
                LocalDate next = Anniversary.next(date, facts.today());
                yield RulePredicate.matches(within, facts)
                        ? Span.first(next.plusDays(1), facts.zone())
                        : within.span().reaches(next, facts.zone());
            }
            default -> null;
        };
    }

    private static @Nullable Instant later(@Nullable Instant instant, Facts facts) {
        return instant == null || !instant.isAfter(facts.at()) ? null : instant;
    }

    private static @Nullable Instant earliest(Collection<? extends Rule> rules, Facts facts) {
        Instant earliest = null;
        for (Rule rule : rules) {
            earliest = earlier(earliest, of(rule, facts));
        }
        return earliest;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
