package io.micms.campaign.rules;

import static io.micms.campaign.rules.RuleField.Type.BOOLEAN;
import static io.micms.campaign.rules.RuleField.Type.NUMBER;
import static io.micms.campaign.rules.RuleField.Type.TEXT;
import static io.micms.campaign.rules.RuleField.Type.TEXT_LIST;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a rule can ask about.
 *
 * @param name as it stands in rules
 * @param label for people
 */
public record RuleField(String name, String label, Type type) {

    public static final String ATTRIBUTES = "attributes.";

    private static final Map<String, RuleField> FIXED = Stream.of(
                    new RuleField("externalId", "External id", TEXT),
                    new RuleField("firstName", "First name", TEXT),
                    new RuleField("lastName", "Last name", TEXT),
                    new RuleField("email", "E-mail", TEXT),
                    new RuleField("phone", "Phone", TEXT),
                    new RuleField("city", "City", TEXT),
                    new RuleField("country", "Country", TEXT),
                    new RuleField("tags", "Tags", TEXT_LIST),
                    new RuleField("consent.email", "Consent to e-mail", BOOLEAN),
                    new RuleField("consent.sms", "Consent to SMS", BOOLEAN),
                    new RuleField("orders.count", "Number of orders", NUMBER),
                    new RuleField("orders.total", "Total of orders", NUMBER),
                    new RuleField("orders.average", "Average order", NUMBER))
            .collect(Collectors.toUnmodifiableMap(RuleField::name, Function.identity()));

    /** What a field's values are; decides which operators fit. */
    public enum Type {
        TEXT("=", "!=", "in", "notIn", "contains", "doesNotContain", "beginsWith", "endsWith", "null", "notNull"),
        TEXT_LIST("=", "!=", "contains", "doesNotContain", "in", "notIn", "null", "notNull"),
        NUMBER("=", "!=", "<", "<=", ">", ">=", "between", "notBetween", "in", "notIn", "null", "notNull"),
        BOOLEAN("=", "!=", "null", "notNull");

        private final List<String> operators;

        Type(String... operators) {
            this.operators = List.of(operators);
        }

        public List<String> operators() {
            return operators;
        }
    }

    /** What a condition on this field may say besides operator and value, as the member's name: nothing so far. */
    public List<String> options() {
        return List.of();
    }

    /** The fields that every customer can have, by name. */
    public static List<RuleField> fixed() {
        return FIXED.values().stream()
                .sorted(java.util.Comparator.comparing(RuleField::label))
                .toList();
    }

    static Optional<RuleField> fixed(String name) {
        return Optional.ofNullable(FIXED.get(name));
    }

    /** An attribute; its type is that of the values a rule compares it with. */
    public static RuleField attribute(String name, Type type) {
        return new RuleField(ATTRIBUTES + name, name, type);
    }
}
