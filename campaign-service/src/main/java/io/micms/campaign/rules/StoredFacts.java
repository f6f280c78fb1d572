package io.micms.campaign.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * Facts as they are stored with a customer, for {@link RuleQuery} to read: numbers as decimals, points in time as dates,
 * dates as text, and for anniversaries the day of the year of both. A name with dots is a path. Counts and sums of nothing
 * are left out: most customers have nothing of most that is counted.
 */
public final class StoredFacts {

    private static final String DAYS_OF_YEAR = "daysOfYear.";

    private StoredFacts() {}

    public static Document of(Facts facts) {
        Document document = new Document();
        facts.values().forEach((key, value) -> {
            if (!key.equals(Facts.AGE) && !isNothing(key, value)) {
                put(document, key, value, facts.zone());
            }
        });
        return document;
    }

    private static boolean isNothing(String key, Object value) {
        return value instanceof BigDecimal number && number.signum() == 0 && Aggregate.isCountOrSum(key);
    }

    private static void put(Document document, String key, Object value, ZoneId zone) {
        switch (value) {
            case BigDecimal number -> put(document, key, new Decimal128(number));
            case LocalDate date -> {
                put(document, key, date.toString());
                put(document, daysOfYear(key), Anniversary.number(date));
            }
            case Instant instant -> {
                put(document, key, Date.from(instant));
                put(document, daysOfYear(key), Anniversary.number(Span.day(instant, zone)));
            }
            default -> put(document, key, value);
        }
    }

    private static void put(Document document, String path, Object stored) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.put(path, stored);
        } else {
            put(
                    (Document) document.computeIfAbsent(path.substring(0, dot), parent -> new Document()),
                    path.substring(dot + 1),
                    stored);
        }
    }

    static String daysOfYear(String key) {
        return DAYS_OF_YEAR + key;
    }
}
