package io.micms.platform.web;

import io.micms.platform.problem.InvalidParameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads the ends of a period from query parameters: instants, or dates, which mean whole days in some time zone. */
public final class InstantParameters {

    private InstantParameters() {}

    /**
     * @return the first instant of the period; null where the parameter is absent
     * @throws InvalidParameter if it is neither a date nor an instant in ISO-8601
     */
    public static @Nullable Instant from(String name, @Nullable String text, ZoneId zone) {
        return instant(name, text, zone, 0);
    }

    /**
     * @return the first instant after the period, which for a date is the beginning of the next day; null where the
     *     parameter is absent
     * @throws InvalidParameter if it is neither a date nor an instant in ISO-8601
     */
    public static @Nullable Instant to(String name, @Nullable String text, ZoneId zone) {
        return instant(name, text, zone, 1);
    }

    private static @Nullable Instant instant(String name, @Nullable String text, ZoneId zone, int daysLater) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(zone)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new InvalidParameter(name, "%s is a date or an instant in ISO-8601.".formatted(name));
        }
    }
}
