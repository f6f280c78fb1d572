package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import io.micms.insight.rules.Rule.Condition;
import io.micms.insight.rules.Rule.Group;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a part of a text was taken for, in a few words. */
final class Meaning {

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("externalId", "external id"),
            Map.entry("firstName", "first name"),
            Map.entry("lastName", "last name"),
            Map.entry("email", "e-mail"),
            Map.entry("consent.email", "consent to e-mail"),
            Map.entry("consent.sms", "consent to SMS"),
            Map.entry("birthDate", "date of birth"),
            Map.entry("createdAt", "date added"),
            Map.entry("orders.count", "number of orders"),
            Map.entry("orders.total", "total of orders"),
            Map.entry("orders.average", "average order"),
            Map.entry("orders.firstAt", "first order"),
            Map.entry("orders.lastAt", "last order"),
            Map.entry("messages.sent", "messages sent"),
            Map.entry("messages.opened", "messages opened"),
            Map.entry("messages.clicked", "messages clicked"));

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("=", "is"),
            Map.entry("!=", "is not"),
            Map.entry("<", "below"),
            Map.entry("<=", "at most"),
            Map.entry(">", "above"),
            Map.entry(">=", "at least"),
            Map.entry("between", "between"),
            Map.entry("notBetween", "not between"),
            Map.entry("in", "is one of"),
            Map.entry("notIn", "is none of"),
            Map.entry("contains", "contains"),
            Map.entry("doesNotContain", "does not contain"),
            Map.entry("beginsWith", "begins with"),
            Map.entry("endsWith", "ends with"),
            Map.entry("null", "is not known"),
            Map.entry("notNull", "is known"),
            Map.entry("withinLast", "within the last"),
            Map.entry("notWithinLast", "not within the last"),
            Map.entry("anniversaryWithinNext", "comes round within the next"));

    private Meaning() {}

    /** @param names what people call a segment or campaign, by its id */
    static String of(Rule rule, UnaryOperator<String> names) {
        return switch (rule) {
            case Group group -> {
                String joined = group.rules().stream()
                        .map(part -> part instanceof Group ? "(" + of(part, names) + ")" : of(part, names))
                        .collect(Collectors.joining(group.or() ? " or " : " and "));
                yield group.not() ? "not (" + joined + ")" : joined;
            }
            case Condition condition -> of(condition, names);
        };
    }

    private static String of(Condition condition, UnaryOperator<String> names) {
        boolean day = condition.field().endsWith("At") || condition.field().equals("birthDate");
        String operator = day && condition.operator().equals("<")
                ? "before"
                : day && condition.operator().equals(">=") ? "on or after" : OPERATORS.get(condition.operator());
        return label(condition.field())
                + (condition.within() == null ? "" : " in the last " + period(condition.within()))
                + condition.where().entrySet().stream()
                        .map(where -> " (" + where.getKey() + " " + values(where.getValue(), names) + ")")
                        .collect(Collectors.joining())
                + " " + operator
                + value(condition, names);
    }

    private static String label(String field) {
        return field.startsWith("attributes.")
                ? field.substring("attributes.".length())
                : LABELS.getOrDefault(field, field);
    }

    private static String value(Condition condition, UnaryOperator<String> names) {
        Object value = condition.value();
        if (value == null) {
            return "";
        }
        boolean period = condition.operator().endsWith("ithinLast")
                || condition.operator().endsWith("Next");
        return " " + (period ? period(String.valueOf(value)) : shown(value, names));
    }

    private static String shown(@Nullable Object value, UnaryOperator<String> names) {
        return switch (value) {
            case BigDecimal number -> grouped(number);
            case List<?> list
            when list.size() == 2 && list.getFirst() instanceof BigDecimal ->
                shown(list.getFirst(), names) + " and " + shown(list.getLast(), names);
            case List<?> list -> values(list.stream().map(String::valueOf).toList(), names);
            case String text -> "“" + names.apply(text) + "”";
            case null, default -> String.valueOf(value);
        };
    }

    private static String values(List<String> values, UnaryOperator<String> names) {
        return values.stream().map(value -> "“" + names.apply(value) + "”").collect(Collectors.joining(", "));
    }

    static String grouped(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, number.stripTrailingZeros().scale()));
        return format.format(number);
    }

    private static String period(String iso) {
        if (iso.startsWith("PT")) {
            return iso.equals("PT1S") ? "moment (today)" : iso.substring(2, iso.length() - 1) + " hours";
        }
        String amount = iso.substring(1, iso.length() - 1);
        String unit = switch (iso.charAt(iso.length() - 1)) {
            case 'D' -> "day";
            case 'W' -> "week";
            case 'M' -> "month";
            default -> "year";
        };
        return amount.equals("1") ? unit : amount + " " + unit + "s";
    }
}
