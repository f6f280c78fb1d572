package io.micms.campaign.matching;

import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RulePredicate;
import io.micms.campaign.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A positive condition, in one form for all that mean the same: equal leaves are kept once. None of them holds of a customer
 * of whom nothing is known; negated conditions are the opposite of a leaf.
 */
sealed interface Leaf {

    Subject subject();

    boolean holds(Object value, Facts facts);

    /** Whether it asks for certain values, and so is found by having one of them. */
    default boolean isExact() {
        return false;
    }

    record Present(Subject subject) implements Leaf {

        @Override
        public boolean holds(Object value, Facts facts) {
            return true;
        }
    }

    /** @param values in their order and without repetition, in the one form that equal ones have */
    record OneOf<T extends Comparable<? super T>>(Subject subject, Class<T> type, List<T> values) implements Leaf {

        public OneOf {
            values = values.stream().sorted().distinct().toList();
        }

        @Override
        public boolean holds(Object value, Facts facts) {
            return type.isInstance(value) && Collections.binarySearch(values, type.cast(value)) >= 0;
        }

        @Override
        public boolean isExact() {
            return true;
        }
    }

    /** @param low null where it has no lower end; likewise {@code high} */
    record Range<T extends Comparable<? super T>>(
            Subject subject,
            Class<T> type,
            @Nullable T low,
            boolean lowInside,
            @Nullable T high,
            boolean highInside) implements Leaf {

        @Override
        public boolean holds(Object value, Facts facts) {
            return type.isInstance(value) && holds(type.cast(value));
        }

        private boolean holds(T value) {
            if (low != null) {
                int order = value.compareTo(low);
                if (order < 0 || order == 0 && !lowInside) {
                    return false;
                }
            }
            if (high != null) {
                int order = value.compareTo(high);
                return order < 0 || order == 0 && highInside;
            }
            return true;
        }
    }

    record TextPart(Subject subject, Place place, String part) implements Leaf {

        enum Place {
            BEGINNING,
            END,
            ANYWHERE
        }

        @Override
        public boolean holds(Object value, Facts facts) {
            return value instanceof String text
                    && switch (place) {
                        case BEGINNING -> text.startsWith(part);
                        case END -> text.endsWith(part);
                        case ANYWHERE -> text.contains(part);
                    };
        }
    }

    record HasElement(Subject subject, Set<String> elements) implements Leaf {

        public HasElement {
            elements = Set.copyOf(elements);
        }

        @Override
        public boolean holds(Object value, Facts facts) {
            return value instanceof List<?> list && !Collections.disjoint(elements, list);
        }

        @Override
        public boolean isExact() {
            return true;
        }
    }

    record Flag(Subject subject, boolean expected) implements Leaf {

        @Override
        public boolean holds(Object value, Facts facts) {
            return value instanceof Boolean flag && flag == expected;
        }

        @Override
        public boolean isExact() {
            return true;
        }
    }

    /** Whether something is not in the future and its age is less than an exact length of time. */
    record Younger(Subject subject, Duration age) implements Leaf {

        @Override
        public boolean holds(Object value, Facts facts) {
            Instant moment = moment(value, facts.zone());
            if (moment == null) {
                return false;
            }
            Duration reached = Duration.between(moment, facts.at());
            return !reached.isNegative() && reached.compareTo(age) < 0;
        }
    }

    /** One that depends on the calendar: a window of months or years, or an anniversary. */
    record Calendar(Subject subject, Rule.Condition condition) implements Leaf {

        @Override
        public boolean holds(Object value, Facts facts) {
            return RulePredicate.matches(condition, facts);
        }
    }

    /** The point in time that windows see in a value; a date counts with its first moment. */
    static @Nullable Instant moment(@Nullable Object value, ZoneId zone) {
        return switch (value) {
            case Instant instant -> instant;
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            case null, default -> null;
        };
    }
}
