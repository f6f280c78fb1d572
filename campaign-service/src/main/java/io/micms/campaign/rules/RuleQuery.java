package io.micms.campaign.rules;

import com.mongodb.client.model.Filters;
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
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/**
 * A rule read as a MongoDB filter over the facts of many customers. Agrees with {@link RulePredicate} on every one.
 *
 * <p>MongoDB's own comparisons bring the rule language's treatment of missing values along: a range or equality never
 * matches a missing field or another type, and their negations always do.
 */
public final class RuleQuery {

    private final String prefix;

    /** @param prefix of every field: where the facts stand in the document, such as {@code "facts."} */
    public RuleQuery(String prefix) {
        this.prefix = prefix;
    }

    public Bson of(Rule rule) {
        return switch (rule) {
            case Group group -> group(group);
            case Presence presence ->
                presence.present()
                        ? Filters.ne(path(presence.subject()), null)
                        : Filters.eq(path(presence.subject()), null);
            case TextComparison comparison -> text(comparison);
            case TextIn in -> membership(in.subject(), in.negated(), in.folded());
            case ListHas has -> membership(has.subject(), has.negated(), has.folded());
            case NumberComparison comparison -> number(comparison);
            case NumberBetween between -> {
                Bson inside = Filters.and(
                        Filters.gte(path(between.subject()), decimal(between.low())),
                        Filters.lte(path(between.subject()), decimal(between.high())));
                yield between.negated() ? Filters.nor(inside) : inside;
            }
            case NumberIn in ->
                membership(
                        in.subject(),
                        in.negated(),
                        in.values().stream().map(RuleQuery::decimal).toList());
            case Rule.InSegments in -> throw new UnsupportedOperationException();
            case Rule.DateComparison comparison -> throw new UnsupportedOperationException();
            case Rule.DateBetween between -> throw new UnsupportedOperationException();
            case Rule.InstantComparison comparison -> throw new UnsupportedOperationException();
            case Rule.InstantBetween between -> throw new UnsupportedOperationException();
            case Rule.WithinLast within -> throw new UnsupportedOperationException();
            case Rule.AnniversaryWithinNext within -> throw new UnsupportedOperationException();
            case FlagIs is ->
                is.negated() ? Filters.ne(path(is.subject()), is.value()) : Filters.eq(path(is.subject()), is.value());
        };
    }

    private Bson group(Group group) {
        List<Bson> rules = group.rules().stream().map(this::of).toList();
        Bson held = switch (group.combinator()) {
            case AND -> Filters.and(rules);
            case OR -> Filters.or(rules);
        };
        return group.not() ? Filters.nor(held) : held;
    }

    private Bson text(TextComparison comparison) {
        String path = path(comparison.subject());
        String value = comparison.value().folded();
        String literal = Pattern.quote(value);
        return switch (comparison.operator()) {
            case EQUAL -> Filters.eq(path, value);
            case NOT_EQUAL -> Filters.ne(path, value);
            case CONTAINS -> Filters.regex(path, literal);
            case DOES_NOT_CONTAIN -> Filters.nor(Filters.regex(path, literal));
            case BEGINS_WITH -> Filters.regex(path, "^" + literal);
            case ENDS_WITH -> Filters.regex(path, literal + "\\z");
        };
    }

    private Bson number(NumberComparison comparison) {
        String path = path(comparison.subject());
        Decimal128 value = decimal(comparison.value());
        return switch (comparison.operator()) {
            case EQUAL -> Filters.eq(path, value);
            case NOT_EQUAL -> Filters.ne(path, value);
            case LESS -> Filters.lt(path, value);
            case LESS_OR_EQUAL -> Filters.lte(path, value);
            case GREATER -> Filters.gt(path, value);
            case GREATER_OR_EQUAL -> Filters.gte(path, value);
        };
    }

    private Bson membership(Subject field, boolean negated, List<?> values) {
        return negated ? Filters.nin(path(field), values) : Filters.in(path(field), values);
    }

    private String path(Subject subject) {
        return prefix + subject.key();
    }

    private static Decimal128 decimal(BigDecimal value) {
        return new Decimal128(value);
    }
}
