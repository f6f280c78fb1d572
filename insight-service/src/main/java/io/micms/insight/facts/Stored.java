package io.micms.insight.facts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Reads values as they are stored. */
public final class Stored {

    private Stored() {}

    public static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    public static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    public static @Nullable BigDecimal decimal(Document document, String field) {
        return switch (document.get(field)) {
            case Decimal128 decimal -> decimal.bigDecimalValue();
            case Number number -> new BigDecimal(number.toString());
            case null, default -> null;
        };
    }

    /** Zero where there is none. */
    public static BigDecimal money(Document document, String field) {
        BigDecimal amount = decimal(document, field);
        return amount == null ? BigDecimal.ZERO : amount;
    }

    public static List<String> texts(Document document, String field) {
        return document.getList(field, String.class, List.of());
    }
}
