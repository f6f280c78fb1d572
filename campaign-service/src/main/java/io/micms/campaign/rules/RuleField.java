package io.micms.campaign.rules;

import static io.micms.campaign.rules.RuleField.Type.BOOLEAN;
import static io.micms.campaign.rules.RuleField.Type.DATE;
import static io.micms.campaign.rules.RuleField.Type.INSTANT;
import static io.micms.campaign.rules.RuleField.Type.NUMBER;
import static io.micms.campaign.rules.RuleField.Type.SEGMENT;
import static io.micms.campaign.rules.RuleField.Type.TEXT;
import static io.micms.campaign.rules.RuleField.Type.TEXT_LIST;

import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Aggregate.Metric;
import java.util.Comparator;
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

    static final String SEGMENTS = "segment";
    static final String WITHIN = "within";
    static final String WHERE = "where";

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
                    new RuleField(Facts.BIRTH_DATE, "Date of birth", DATE),
                    new RuleField("createdAt", "Date added", INSTANT),
                    new RuleField(Facts.AGE, "Age", NUMBER),
                    new RuleField("orders.count", "Number of orders", NUMBER),
                    new RuleField("orders.total", "Total of orders", NUMBER),
                    new RuleField("orders.average", "Average order", NUMBER),
                    new RuleField("orders.firstAt", "First order", INSTANT),
                    new RuleField("orders.lastAt", "Last order", INSTANT),
                    new RuleField("messages.sent", "Messages sent", NUMBER),
                    new RuleField("messages.opened", "Messages opened", NUMBER),
                    new RuleField("messages.clicked", "Messages clicked", NUMBER),
                    new RuleField(SEGMENTS, "Segment", SEGMENT))
            .collect(Collectors.toUnmodifiableMap(RuleField::name, Function.identity()));

    /** What a field's values are; decides which operators fit. */
    public enum Type {
        TEXT("= != in notIn contains doesNotContain beginsWith endsWith null notNull"),
        TEXT_LIST("= != contains doesNotContain in notIn null notNull"),
        NUMBER("= != < <= > >= between notBetween in notIn null notNull"),
        BOOLEAN("= != null notNull"),
        DATE("= != < <= > >= before after between notBetween withinLast notWithinLast anniversaryWithinNext null"
                + " notNull"),
        INSTANT("= != < <= > >= before after between notBetween withinLast notWithinLast anniversaryWithinNext null"
                + " notNull"),
        SEGMENT("in notIn");

        private final List<String> operators;

        Type(String operators) {
            this.operators = List.of(operators.split(" "));
        }

        public List<String> operators() {
            return operators;
        }
    }

    /** What a condition on this field may say besides operator and value, as the member's name. */
    public List<String> options() {
        return dimensions().isEmpty() ? List.of() : List.of(WITHIN, WHERE);
    }

    /** What a condition on this field can narrow down what it counts by; empty where it counts nothing. */
    public List<Dimension> dimensions() {
        return measure().map(measured -> dimensions(measured.kind())).orElse(List.of());
    }

    private static List<Dimension> dimensions(Kind kind) {
        return kind == Kind.ORDER
                ? List.of(Dimension.CATEGORY, Dimension.SKU, Dimension.CHANNEL)
                : List.of(Dimension.CAMPAIGN);
    }

    record Measure(Kind kind, Metric metric) {}

    /** What is counted for it; empty where it counts nothing. */
    Optional<Measure> measure() {
        return switch (name) {
            case "orders.count" -> Optional.of(new Measure(Kind.ORDER, Metric.COUNT));
            case "orders.total" -> Optional.of(new Measure(Kind.ORDER, Metric.TOTAL));
            case "orders.average" -> Optional.of(new Measure(Kind.ORDER, Metric.AVERAGE));
            case "messages.sent" -> Optional.of(new Measure(Kind.SENT, Metric.COUNT));
            case "messages.opened" -> Optional.of(new Measure(Kind.OPENED, Metric.COUNT));
            case "messages.clicked" -> Optional.of(new Measure(Kind.CLICKED, Metric.COUNT));
            default -> Optional.empty();
        };
    }

    /** The fields that every customer can have, by name. */
    public static List<RuleField> fixed() {
        return FIXED.values().stream()
                .sorted(Comparator.comparing(RuleField::label))
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
