package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Reads and writes documents field by field, without a tree of objects in between. */
final class BsonFields {

    private BsonFields() {}

    /** The name of the next field that has a value, before which the reader stands; null at the end of the document. */
    static @Nullable String nextField(BsonReader reader) {
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            if (reader.getCurrentBsonType() != BsonType.NULL) {
                return name;
            }
            reader.readNull();
        }
        return null;
    }

    static Instant instant(BsonReader reader) {
        return Instant.ofEpochMilli(reader.readDateTime());
    }

    /** As text; earlier releases stored the beginning of the day where the service ran. */
    static LocalDate date(BsonReader reader) {
        return reader.getCurrentBsonType() == BsonType.DATE_TIME
                ? LocalDate.ofInstant(instant(reader), ZoneId.systemDefault())
                : LocalDate.parse(reader.readString());
    }

    static long integer(BsonReader reader) {
        return reader.getCurrentBsonType() == BsonType.INT32 ? reader.readInt32() : reader.readInt64();
    }

    static BigDecimal decimal(BsonReader reader) {
        return reader.readDecimal128().bigDecimalValue();
    }

    static <T> List<T> list(BsonReader reader, Function<BsonReader, T> element) {
        List<T> list = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            list.add(element.apply(reader));
        }
        reader.readEndArray();
        return list;
    }

    static <T> Map<String, T> map(BsonReader reader, Function<BsonReader, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        reader.readStartDocument();
        for (String name = nextField(reader); name != null; name = nextField(reader)) {
            map.put(name, value.apply(reader));
        }
        reader.readEndDocument();
        return map;
    }

    /** A value of whichever type. */
    static Object value(BsonReader reader) {
        return switch (reader.getCurrentBsonType()) {
            case STRING -> reader.readString();
            case BOOLEAN -> reader.readBoolean();
            case INT32 -> reader.readInt32();
            case INT64 -> reader.readInt64();
            case DOUBLE -> reader.readDouble();
            case DECIMAL128 -> decimal(reader);
            case DATE_TIME -> instant(reader);
            case ARRAY -> list(reader, BsonFields::value);
            case DOCUMENT -> map(reader, BsonFields::value);
            default -> throw new IllegalStateException("Nothing here is stored as " + reader.getCurrentBsonType());
        };
    }

    static void write(BsonWriter writer, String name, @Nullable String value) {
        if (value != null) {
            writer.writeString(name, value);
        }
    }

    static void write(BsonWriter writer, String name, @Nullable Instant value) {
        if (value != null) {
            writer.writeDateTime(name, value.toEpochMilli());
        }
    }

    static void write(BsonWriter writer, String name, @Nullable Boolean value) {
        if (value != null) {
            writer.writeBoolean(name, value);
        }
    }

    static void write(BsonWriter writer, String name, BigDecimal value) {
        writer.writeDecimal128(name, new Decimal128(value));
    }

    static <T> void write(
            BsonWriter writer, String name, Collection<? extends T> values, BiConsumer<BsonWriter, T> element) {
        writer.writeStartArray(name);
        values.forEach(value -> element.accept(writer, value));
        writer.writeEndArray();
    }

    /** Nulls are left out. */
    static void write(BsonWriter writer, String name, Map<String, ?> values) {
        writer.writeStartDocument(name);
        values.forEach((key, value) -> {
            if (value != null) {
                writer.writeName(key);
                write(writer, value);
            }
        });
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Object value) {
        switch (value) {
            case String text -> writer.writeString(text);
            case Boolean flag -> writer.writeBoolean(flag);
            case Integer number -> writer.writeInt32(number);
            case Long number -> writer.writeInt64(number);
            case Double number -> writer.writeDouble(number);
            case Decimal128 number -> writer.writeDecimal128(number);
            case BigDecimal number -> writer.writeDecimal128(new Decimal128(number.round(MathContext.DECIMAL128)));
            case BigInteger number -> write(writer, new BigDecimal(number));
            case Number number -> writer.writeDouble(number.doubleValue());
            case Date date -> writer.writeDateTime(date.getTime());
            case Instant instant -> writer.writeDateTime(instant.toEpochMilli());
            case Collection<?> values -> {
                writer.writeStartArray();
                for (Object one : values) {
                    if (one != null) {
                        write(writer, one);
                    }
                }
                writer.writeEndArray();
            }
            case Map<?, ?> values -> {
                writer.writeStartDocument();
                values.forEach((key, one) -> {
                    if (one != null) {
                        writer.writeName(String.valueOf(key));
                        write(writer, one);
                    }
                });
                writer.writeEndDocument();
            }
            default -> writer.writeString(value.toString());
        }
    }
}
