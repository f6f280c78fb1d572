package io.micms.platform.records;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Readers of the kinds of value that records are made of. */
public final class Values {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Values() {}

    /**
     * One line of text, trimmed and in Unicode's composed form; blank stands for no value. Control characters are
     * refused, as such text ends up in headers of mails.
     */
    public static ValueReader<String> line(int longest) {
        return (value, place) -> {
            if (!value.isString()) {
                return place.fault("Text is expected here.");
            }
            String text = value.stringValue().strip();
            if (text.codePoints().anyMatch(Values::isUnprintable)) {
                return place.fault("Control characters and line breaks are not allowed here.");
            }
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
            if (text.length() > longest) {
                return place.fault(
                        "At most %d characters are allowed here; these are %d.".formatted(longest, text.length()));
            }
            return text.isEmpty() ? null : text;
        };
    }

    /** Different lines in the order given; a repeated or blank one is dropped. */
    public static ValueReader<List<String>> lines(int most, int longest) {
        return list(most, line(longest), true);
    }

    /** A list; null items are refused. */
    public static <T> ValueReader<List<T>> items(int most, ValueReader<T> item) {
        return list(most, item, false);
    }

    private static <T> ValueReader<List<T>> list(int most, ValueReader<T> item, boolean distinct) {
        return (value, place) -> {
            if (!value.isArray()) {
                return place.fault("A list is expected here.");
            }
            if (value.size() > most) {
                return place.fault("At most %d entries are allowed here; these are %d.".formatted(most, value.size()));
            }
            List<T> read = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                T entry = item.read(value.get(i), place.item(i));
                if (entry != null) {
                    read.add(entry);
                }
            }
            return List.copyOf(distinct ? new LinkedHashSet<>(read) : read);
        };
    }

    /** A date as in 1990-04-01. */
    public static @Nullable LocalDate date(JsonNode value, Place place) {
        if (value.isString()) {
            try {
                return LocalDate.parse(value.stringValue().strip());
            } catch (DateTimeException e) {
                // Reported below, like a value that is no text at all.
            }
        }
        return place.fault("A date like 1990-04-01 is expected here.");
    }

    /** An instant in ISO-8601 with its offset, kept in milliseconds. */
    public static @Nullable Instant instant(JsonNode value, Place place) {
        if (!value.isString()) {
            return place.fault("An instant like 2026-11-01T10:00:00Z is expected here.");
        }
        Instant instant;
        try {
            instant = OffsetDateTime.parse(value.stringValue().strip())
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return place.fault("An instant like 2026-11-01T10:00:00Z is expected here.");
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            return place.fault("An instant between the years 1900 and 2200 is expected here.");
        }
        return instant;
    }

    public static @Nullable Boolean flag(JsonNode value, Place place) {
        return value.isBoolean()
                ? Boolean.valueOf(value.booleanValue())
                : place.fault("true or false is expected here.");
    }

    /** Whether a character has no business in a line of text: it would break a header, or cannot be stored as UTF-8. */
    public static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
