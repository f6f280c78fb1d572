package io.micms.campaign.rules;

import io.micms.campaign.rules.Rule.Condition;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.Rule.Ordering;
import io.micms.campaign.rules.Rule.TextComparison;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A rule in plain English. */
public final class RuleDescription {

    private static final int VALUES_SHOWN = 10;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private final UnaryOperator<String> names;
    private final ZoneId zone;

    private RuleDescription(UnaryOperator<String> names, ZoneId zone) {
        this.names = names;
        this.zone = zone;
    }

    /**
     * A phrase that begins with a capital and has no full stop.
     *
     * @param names what people call a segment, by its id
     * @param zone in which points in time are told
     */
    public static String of(Rule rule, UnaryOperator<String> names, ZoneId zone) {
        String phrase = new RuleDescription(names, zone).describe(rule, true);
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    private String describe(Rule rule, boolean outermost) {
        return switch (rule) {
            case Group group -> describe(group, outermost);
            case Rule.InSegments in -> describe(in);
            case Condition condition -> subject(condition) + " " + predicate(condition);
        };
    }

    private String describe(Group group, boolean outermost) {
        String joined = group.rules().stream()
                .map(rule -> describe(rule, false))
                .collect(Collectors.joining(group.combinator() == Rule.Combinator.AND ? " and " : " or "));
        if (group.not()) {
            return "not (" + joined + ")";
        }
        return outermost || group.rules().size() == 1 ? joined : "(" + joined + ")";
    }

    private String describe(Rule.InSegments in) {
        List<String> segments = in.segments().stream()
                .map(segment -> quoted(names.apply(segment.segmentId())))
                .toList();
        if (segments.size() == 1) {
            return (in.negated() ? "is not in segment " : "is in segment ") + segments.getFirst();
        }
        return (in.negated() ? "is in none of the segments " : "is in one of the segments ") + list(segments);
    }

    private String predicate(Condition condition) {
        return switch (condition) {
            case Rule.Presence presence -> presence.present() ? "is known" : "is not known";
            case TextComparison comparison ->
                switch (comparison.operator()) {
                            case EQUAL -> "is ";
                            case NOT_EQUAL -> "is not ";
                            case CONTAINS -> "contains ";
                            case DOES_NOT_CONTAIN -> "does not contain ";
                            case BEGINS_WITH -> "begins with ";
                            case ENDS_WITH -> "ends with ";
                        }
                        + quoted(comparison.value().given());
            case Rule.TextIn in -> (in.negated() ? "is none of " : "is one of ") + texts(in.values());
            case Rule.ListHas has ->
                (has.negated() ? "do not include " : "include ")
                        + (has.values().size() > 1 ? "any of " : "")
                        + texts(has.values());
            case Rule.NumberComparison comparison ->
                switch (comparison.operator()) {
                            case EQUAL -> "is ";
                            case NOT_EQUAL -> "is not ";
                            case LESS -> "is below ";
                            case LESS_OR_EQUAL -> "is at most ";
                            case GREATER -> "is above ";
                            case GREATER_OR_EQUAL -> "is at least ";
                        }
                        + number(comparison.subject(), comparison.value());
            case Rule.NumberBetween between ->
                between(
                        between.negated(),
                        number(between.subject(), between.low()),
                        number(between.subject(), between.high()));
            case Rule.NumberIn in ->
                (in.negated() ? "is none of " : "is one of ")
                        + list(in.values().stream()
                                .map(value -> number(in.subject(), value))
                                .toList());
            case Rule.FlagIs is -> (is.negated() ? "is not " : "is ") + is.value();
            case Rule.DateComparison comparison -> time(comparison.operator(), DATE.format(comparison.value()), "on");
            case Rule.DateBetween between ->
                between(between.negated(), DATE.format(between.low()), DATE.format(between.high()));
            case Rule.InstantComparison comparison ->
                time(
                        comparison.operator(),
                        moment(comparison.value(), zone),
                        isMidnight(comparison.value()) ? "on" : "at");
            case Rule.InstantBetween between ->
                between(between.negated(), moment(between.low(), zone), moment(between.high(), zone));
            case Rule.WithinLast within ->
                (within.negated() ? "is not within the last " : "is within the last ") + words(within.span());
            case Rule.AnniversaryWithinNext within -> "is within the next " + words(within.span());
        };
    }

    private static String time(Ordering operator, String time, String preposition) {
        return switch (operator) {
            case EQUAL -> "is " + time;
            case NOT_EQUAL -> "is not " + time;
            case LESS -> "is before " + time;
            case LESS_OR_EQUAL -> "is %s or before %s".formatted(preposition, time);
            case GREATER -> "is after " + time;
            case GREATER_OR_EQUAL -> "is %s or after %s".formatted(preposition, time);
        };
    }

    private static String between(boolean negated, String low, String high) {
        return "is %sbetween %s and %s".formatted(negated ? "not " : "", low, high);
    }

    private static String subject(Condition condition) {
        Subject subject = condition.subject();
        if (condition instanceof Rule.AnniversaryWithinNext) {
            return subject.field().equals(Facts.BIRTH_DATE) ? "birthday" : "anniversary of " + label(subject);
        }
        return subject instanceof Subject.Measured measured ? measured(measured) : label(subject);
    }

    private static String measured(Subject.Measured measured) {
        Aggregate aggregate = measured.aggregate();
        String window = aggregate.within() == null ? "" : " in the last " + words(aggregate.within());
        String conditions = aggregate.where().entrySet().stream()
                .map(condition -> condition.getKey().member() + " "
                        + (condition.getValue().size() > 1 ? "one of " : "")
                        + list(condition.getValue().stream()
                                .map(RuleDescription::quoted)
                                .toList()))
                .collect(Collectors.joining(", "));
        return label(measured) + window + (conditions.isEmpty() ? "" : " (" + conditions + ")");
    }

    private static String label(Subject subject) {
        return RuleField.fixed(subject.field())
                .map(RuleField::label)
                .map(label -> label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1))
                .orElseGet(() -> "attribute " + subject.field().substring(RuleField.ATTRIBUTES.length()));
    }

    private static String texts(List<Rule.Text> values) {
        return list(values.stream().map(value -> quoted(value.given())).toList());
    }

    private static String list(List<String> values) {
        String shown = values.stream().limit(VALUES_SHOWN).collect(Collectors.joining(", "));
        int more = values.size() - VALUES_SHOWN;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Numbers of attributes may be years or codes, which nobody writes in groups of digits. */
    static String number(Subject subject, BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return subject instanceof Subject.Measured ? grouped(stripped) : stripped.toPlainString();
    }

    private static String grouped(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        return format.format(value);
    }

    static String day(LocalDate date) {
        return DATE.format(date);
    }

    static String moment(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        if (time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return DATE.format(time);
        }
        return (time.getSecond() == 0 && time.getNano() == 0 ? TIME : EXACT_TIME).format(time);
    }

    private boolean isMidnight(Instant instant) {
        return instant.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** Such as "90 days"; one of a unit goes without the number. */
    private static String words(Span span) {
        List<String> parts = span.parts();
        return parts.size() == 1 && parts.getFirst().startsWith("1 ")
                ? parts.getFirst().substring(2)
                : String.join(" and ", parts);
    }
}
