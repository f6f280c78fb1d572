package io.micms.benchmarks.segments;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A rule as it is sent. */
final class RuleJson {

    private RuleJson() {}

    static Map<String, Object> of(Rule rule) {
        return switch (rule) {
            case Rule.Group group ->
                Map.of(
                        "combinator",
                        group.combinator().name().toLowerCase(Locale.ROOT),
                        "not",
                        group.not(),
                        "rules",
                        group.rules().stream().map(RuleJson::of).toList());
            case Rule.TextComparison text ->
                condition(
                        text.subject(),
                        switch (text.operator()) {
                            case EQUAL -> "=";
                            case NOT_EQUAL -> "!=";
                            case CONTAINS -> "contains";
                            case DOES_NOT_CONTAIN -> "doesNotContain";
                            case BEGINS_WITH -> "beginsWith";
                            case ENDS_WITH -> "endsWith";
                        },
                        text.value().given());
            case Rule.TextIn in ->
                condition(
                        in.subject(),
                        in.negated() ? "notIn" : "in",
                        in.values().stream().map(Rule.Text::given).toList());
            case Rule.ListHas has ->
                condition(
                        has.subject(),
                        has.negated() ? "notIn" : "in",
                        has.values().stream().map(Rule.Text::given).toList());
            case Rule.NumberComparison comparison ->
                condition(
                        comparison.subject(),
                        switch (comparison.operator()) {
                            case EQUAL -> "=";
                            case NOT_EQUAL -> "!=";
                            case LESS -> "<";
                            case LESS_OR_EQUAL -> "<=";
                            case GREATER -> ">";
                            case GREATER_OR_EQUAL -> ">=";
                        },
                        comparison.value());
            case Rule.NumberBetween between ->
                condition(
                        between.subject(),
                        between.negated() ? "notBetween" : "between",
                        List.of(between.low(), between.high()));
            case Rule.FlagIs is -> condition(is.subject(), is.negated() ? "!=" : "=", is.value());
            case Rule.WithinLast within ->
                condition(
                        within.subject(),
                        within.negated() ? "notWithinLast" : "withinLast",
                        within.span().toString());
            case Rule.AnniversaryWithinNext within ->
                condition(
                        within.subject(), "anniversaryWithinNext", within.span().toString());
            default -> throw new IllegalArgumentException("Not needed here: " + rule);
        };
    }

    private static Map<String, Object> condition(Subject subject, String operator, Object value) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("field", subject.field());
        condition.put("operator", operator);
        condition.put("value", value);
        if (subject instanceof Subject.Measured measured) {
            Aggregate aggregate = measured.aggregate();
            if (aggregate.within() != null) {
                condition.put("within", aggregate.within().toString());
            }
            if (!aggregate.where().isEmpty()) {
                Map<String, Object> where = new LinkedHashMap<>();
                aggregate.where().forEach((dimension, values) -> where.put(dimension.member(), values));
                condition.put("where", where);
            }
        }
        return condition;
    }
}
