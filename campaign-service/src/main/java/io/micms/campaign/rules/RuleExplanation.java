package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a customer matches a rule, or does not. */
public final class RuleExplanation {

    private final Facts facts;
    private final UnaryOperator<String> names;
    private final Map<String, String> given;

    private RuleExplanation(Facts facts, UnaryOperator<String> names, Map<String, String> given) {
        this.facts = facts;
        this.names = names;
        this.given = given;
    }

    /** What of a rule was looked at. */
    public enum Kind {
        GROUP,
        CONDITION,
        SEGMENT
    }

    /**
     * What came of a part of the rule.
     *
     * @param pointer to it in the rule; what is behind that of a reference to a segment points into the segment's rule
     * @param holds after the negation, if there is one
     * @param value that a condition saw, for people; an instant in ISO-8601, for the reader's own time zone; null if there
     *     was none
     * @param changesAt when time alone may change whether it holds; null if it never will
     * @param combinator of a group; null of everything else
     * @param rules of a group; of a segment, the rule of each segment referred to
     */
    public record Finding(
            String pointer,
            Kind kind,
            String description,
            boolean holds,
            @Nullable String value,
            @Nullable Instant changesAt,
            @Nullable Combinator combinator,
            boolean not,
            List<Finding> rules) {}

    /**
     * @param names what people call a segment, by its id
     * @param given values by field as they are to be shown, in place of what is compared
     */
    public static Finding of(Group rule, Facts facts, UnaryOperator<String> names, Map<String, String> given) {
        return new RuleExplanation(facts, names, given).explain(rule, "");
    }

    private Finding explain(Rule rule, String pointer) {
        return switch (rule) {
            case Group group -> explain(group, described(group), pointer);
            case Rule.InSegments in -> {
                List<Finding> segments = new ArrayList<>();
                for (Rule.Reference segment : in.segments()) {
                    segments.add(explain(
                            segment.resolved(),
                            names.apply(segment.segmentId()),
                            pointer + "/value/" + segments.size()));
                }
                yield finding(in, Kind.SEGMENT, description(in), null, pointer, null, in.negated(), segments);
            }
            case Condition condition ->
                finding(
                        condition,
                        Kind.CONDITION,
                        description(condition),
                        value(condition.subject()),
                        pointer,
                        null,
                        false,
                        List.of());
        };
    }

    private Finding explain(Group group, String description, String pointer) {
        List<Finding> rules = new ArrayList<>();
        for (Rule rule : group.rules()) {
            rules.add(explain(rule, pointer + "/rules/" + rules.size()));
        }
        return finding(group, Kind.GROUP, description, null, pointer, group.combinator(), group.not(), rules);
    }

    private Finding finding(
            Rule rule,
            Kind kind,
            String description,
            @Nullable String value,
            String pointer,
            @Nullable Combinator combinator,
            boolean not,
            List<Finding> rules) {
        return new Finding(
                pointer,
                kind,
                description,
                RulePredicate.matches(rule, facts),
                value,
                NextChange.of(rule, facts),
                combinator,
                not,
                rules);
    }

    private String description(Rule rule) {
        return RuleDescription.of(rule, names, facts.zone());
    }

    private static String described(Group group) {
        return switch (group.combinator()) {
            case AND -> group.not() ? "Not all of these" : "All of these";
            case OR -> group.not() ? "None of these" : "Any of these";
        };
    }

    private @Nullable String value(Subject subject) {
        String shown = given.get(subject.field());
        return shown != null && facts.value(subject) != null ? shown : value(subject, facts.value(subject));
    }

    private @Nullable String value(Subject subject, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> RuleDescription.number(subject, number);
            case LocalDate date -> RuleDescription.day(date);
            case Instant instant -> instant.toString();
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
