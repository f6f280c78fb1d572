package io.micms.campaign.content;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;

/** Filters that know where the recipient is, in which language the brand speaks, and what money is called here. */
final class RecipientFilters {

    /** Names that no template can say: what these filters know. */
    static final String ZONE = "zone of the recipient";

    static final String LOCALE = "locale of the brand";
    static final String CURRENCY = "currency of the platform";
    static final String NOW = "moment of the rendering";

    /** Put behind each output of a template that makes HTML; its name is none that a person would come upon. */
    static final String ESCAPING = "escaped_by_default";

    /** Stands there instead where marks are to stand for what is said. */
    static final String MARKING = "marked_by_default";

    static final String INSERTIONS = "what the marks stand for";

    static final List<Filter> ALL = List.of(
            new MoneyFilter(),
            new NumberFilter(),
            new DateFilter(),
            new RawFilter(),
            new EscapingFilter(),
            new MarkingFilter());

    private static final int FRACTION_AT_MOST = 10;

    private RecipientFilters() {}

    private static Locale locale(TemplateContext context) {
        return context.get(LOCALE) instanceof String tag ? Locale.forLanguageTag(tag) : Locale.ENGLISH;
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        try {
            return switch (value) {
                case BigDecimal number -> number;
                case Number number -> new BigDecimal(number.toString());
                case String text -> new BigDecimal(text.strip());
                case null, default -> null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** {@code {{ order.total | money }}}, or with a currency of its own: {@code money: 'EUR'}. */
    private static final class MoneyFilter extends Filter {

        MoneyFilter() {
            super("money");
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            BigDecimal amount = number(value);
            if (amount == null) {
                return text(value);
            }
            String code = params.length > 0 ? text(params[0]) : text(context.get(CURRENCY));
            try {
                NumberFormat format = NumberFormat.getCurrencyInstance(locale(context));
                Currency currency = Currency.getInstance(code);
                format.setCurrency(currency);
                format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
                format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
                return format.format(amount);
            } catch (IllegalArgumentException e) {
                // Without the JDK's own words for it, which would be shown in place of these.
                throw new IllegalStateException("'%s' is no currency".formatted(code));
            }
        }
    }

    /** {@code {{ customer.attributes.points | number }}}, with as many decimals as there are, or as asked for. */
    private static final class NumberFilter extends Filter {

        NumberFilter() {
            super("number");
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            BigDecimal amount = number(value);
            if (amount == null) {
                return text(value);
            }
            NumberFormat format = NumberFormat.getNumberInstance(locale(context));
            BigDecimal digits = params.length > 0 ? number(params[0]) : null;
            format.setMaximumFractionDigits(
                    digits == null ? FRACTION_AT_MOST : Math.clamp(digits.intValue(), 0, FRACTION_AT_MOST));
            format.setMinimumFractionDigits(digits == null ? 0 : Math.clamp(digits.intValue(), 0, FRACTION_AT_MOST));
            return format.format(amount);
        }
    }

    /**
     * {@code {{ order.placedAt | date }}} in the recipient's time zone: {@code short}, {@code medium} (which it is by
     * itself), {@code long} or {@code full}, or a pattern of strftime's such as {@code '%d %B %Y'}. {@code 'now'} is the
     * moment of the rendering.
     */
    private static final class DateFilter extends Filter {

        private static final Map<String, FormatStyle> STYLES = Map.of(
                "short", FormatStyle.SHORT,
                "medium", FormatStyle.MEDIUM,
                "long", FormatStyle.LONG,
                "full", FormatStyle.FULL);

        DateFilter() {
            super("date");
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            ZoneId zone = context.get(ZONE) instanceof String id ? ZoneId.of(id) : ZoneOffset.UTC;
            ZonedDateTime moment = moment(value, zone, context);
            if (moment == null) {
                return text(value);
            }
            String pattern = params.length > 0 ? text(params[0]) : "medium";
            FormatStyle style = STYLES.get(pattern);
            return style == null
                    ? strftime(moment, pattern, locale(context))
                    : DateTimeFormatter.ofLocalizedDate(style)
                            .withLocale(locale(context))
                            .format(moment);
        }

        private static @Nullable ZonedDateTime moment(@Nullable Object value, ZoneId zone, TemplateContext context) {
            String text = text(value).strip();
            try {
                if (text.equals("now") || text.equals("today")) {
                    return Instant.parse(text(context.get(NOW))).atZone(zone);
                }
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(zone)
                        : Instant.parse(text).atZone(zone);
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static String strftime(ZonedDateTime moment, String pattern, Locale locale) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c != '%' || i + 1 == pattern.length()) {
                    text.append(c);
                    continue;
                }
                i++;
                boolean unpadded = pattern.charAt(i) == '-' && i + 1 < pattern.length();
                if (unpadded) {
                    i++;
                }
                String part = part(moment, pattern.charAt(i), locale);
                text.append(unpadded ? part.replaceFirst("^[0 ](?=.)", "") : part);
            }
            return text.toString();
        }

        private static String part(ZonedDateTime moment, char letter, Locale locale) {
            return switch (letter) {
                case 'Y' -> String.valueOf(moment.getYear());
                case 'y' -> two(moment.getYear() % 100);
                case 'm' -> two(moment.getMonthValue());
                case 'B' -> moment.getMonth().getDisplayName(TextStyle.FULL, locale);
                case 'b', 'h' -> moment.getMonth().getDisplayName(TextStyle.SHORT, locale);
                case 'd' -> two(moment.getDayOfMonth());
                case 'e' -> "%2d".formatted(moment.getDayOfMonth());
                case 'j' -> "%03d".formatted(moment.getDayOfYear());
                case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
                case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
                case 'u' -> String.valueOf(moment.getDayOfWeek().getValue());
                case 'H' -> two(moment.getHour());
                case 'I' -> two(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM));
                case 'M' -> two(moment.getMinute());
                case 'S' -> two(moment.getSecond());
                case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
                case 'F' -> "%tF".formatted(moment);
                case 'R' -> "%tR".formatted(moment);
                case 'T' -> "%tT".formatted(moment);
                case 'D' -> "%tD".formatted(moment);
                case 's' -> String.valueOf(moment.toEpochSecond());
                case 'Z' -> moment.getZone().getDisplayName(TextStyle.SHORT, locale);
                case 'z' ->
                    moment.getOffset().equals(ZoneOffset.UTC)
                            ? "+0000"
                            : moment.getOffset().getId().replace(":", "");
                case '%' -> "%";
                default -> "%" + letter;
            };
        }

        private static String two(int number) {
            return "%02d".formatted(number);
        }
    }

    /** Leaves a trusted field as it is; {@link TemplateReading} sees to where it may stand. */
    private static final class RawFilter extends Filter {

        RawFilter() {
            super(TemplateReading.RAW);
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            return value;
        }
    }

    /** Escapes for HTML what is not escaped yet, as Liquid's {@code escape_once} does. */
    private static final class EscapingFilter extends Filter {

        EscapingFilter() {
            super(ESCAPING);
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            return HtmlText.escapedOnce(asString(value, context));
        }
    }

    /** Puts aside what is said, and leaves a mark. */
    private static final class MarkingFilter extends Filter {

        MarkingFilter() {
            super(MARKING);
        }

        @Override
        public Object apply(Object value, TemplateContext context, Object... params) {
            String said = asString(value, context);
            return context.get(INSERTIONS) instanceof Insertions insertions
                    ? insertions.markFor(said)
                    : HtmlText.escapedOnce(said);
        }
    }
}
