package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.FlagIs;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.ListHas;
import io.micms.campaign.rules.Rule.NumberBetween;
import io.micms.campaign.rules.Rule.NumberComparison;
import io.micms.campaign.rules.Rule.NumberIn;
import io.micms.campaign.rules.Rule.Presence;
import io.micms.campaign.rules.Rule.TextComparison;
import io.micms.campaign.rules.Rule.TextIn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rule in plain English. */
public final class RuleDescription {

    private RuleDescription() {}

    /** A phrase that begins with a capital and has no full stop. */
    public static String of(Rule rule) {
        String phrase = describe(rule, true);
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    private static String describe(Rule rule, boolean outermost) {
        return switch (rule) {
            case Group group -> describeGroup(group, outermost);
            case Presence presence -> label(presence.subject()) + (presence.present() ? " is known" : " is not known");
            case TextComparison comparison ->
                "%s %s \"%s\""
                        .formatted(
                                label(comparison.subject()),
                                switch (comparison.operator()) {
                                    case EQUAL -> "is";
                                    case NOT_EQUAL -> "is not";
                                    case CONTAINS -> "contains";
                                    case DOES_NOT_CONTAIN -> "does not contain";
                                    case BEGINS_WITH -> "begins with";
                                    case ENDS_WITH -> "ends with";
                                },
                                comparison.value().given());
            case TextIn in ->
                label(in.subject()) + (in.negated() ? " is none of " : " is one of ") + texts(in.values());
            case ListHas has ->
                label(has.subject())
                        + (has.negated() ? " do not include " : " include ")
                        + (has.values().size() > 1 ? "any of " : "")
                        + texts(has.values());
            case NumberComparison comparison ->
                "%s is %s"
                        .formatted(
                                label(comparison.subject()),
                                switch (comparison.operator()) {
                                            case EQUAL -> "";
                                            case NOT_EQUAL -> "not ";
                                            case LESS -> "below ";
                                            case LESS_OR_EQUAL -> "at most ";
                                            case GREATER -> "above ";
                                            case GREATER_OR_EQUAL -> "at least ";
                                        }
                                        + number(comparison.value()));
            case NumberBetween between ->
                "%s is %sbetween %s and %s"
                        .formatted(
                                label(between.subject()),
                                between.negated() ? "not " : "",
                                number(between.low()),
                                number(between.high()));
            case NumberIn in ->
                label(in.subject())
                        + (in.negated() ? " is none of " : " is one of ")
                        + in.values().stream().map(RuleDescription::number).collect(Collectors.joining(", "));
            case Rule.InSegments in -> throw new UnsupportedOperationException();
            case Rule.DateComparison comparison -> throw new UnsupportedOperationException();
            case Rule.DateBetween between -> throw new UnsupportedOperationException();
            case Rule.InstantComparison comparison -> throw new UnsupportedOperationException();
            case Rule.InstantBetween between -> throw new UnsupportedOperationException();
            case Rule.WithinLast within -> throw new UnsupportedOperationException();
            case Rule.AnniversaryWithinNext within -> throw new UnsupportedOperationException();
            case FlagIs is -> label(is.subject()) + (is.value() != is.negated() ? " is true" : " is false");
        };
    }

    private static String describeGroup(Group group, boolean outermost) {
        String joined = group.rules().stream()
                .map(rule -> describe(rule, false))
                .collect(Collectors.joining(group.combinator() == Rule.Combinator.AND ? " and " : " or "));
        if (group.not()) {
            return "not (" + joined + ")";
        }
        return outermost || group.rules().size() == 1 ? joined : "(" + joined + ")";
    }

    private static String label(Subject subject) {
        return RuleField.fixed(subject.field())
                .map(RuleField::label)
                .map(label -> label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1))
                .orElseGet(() -> "attribute " + subject.field().substring(RuleField.ATTRIBUTES.length()));
    }

    private static String texts(List<Rule.Text> values) {
        return values.stream().map(value -> "\"" + value.given() + "\"").collect(Collectors.joining(", "));
    }

    private static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
