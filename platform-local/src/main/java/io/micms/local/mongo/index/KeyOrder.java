package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of values in an index: that of the library's {@link ValueComparator}, as a total order that also knows empty arrays and
 * the two ends of a type.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/">the order of BSON types</a>
 */
final class KeyOrder {

    /** What a document with an empty array has in the index of it. */
    static final Object EMPTY_ARRAY = new Object() {
        @Override
        public String toString() {
            return "[]";
        }
    };

    static final Object LOWEST = new Edge(Integer.MIN_VALUE, 0);
    static final Object HIGHEST = new Edge(Integer.MAX_VALUE, 0);

    /** Below or above all values of a type. */
    private record Edge(int rank, int side) {}

    private static final int EMPTY_RANK = 1;
    private static final int NULL_RANK = 2;
    private static final int NUMBER_RANK = 3;

    private KeyOrder() {}

    /**
     * A value as it stands in an index. Numbers that the library's matcher takes for equal become one, so decimals are told apart to
     * the precision of a double.
     */
    static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Missing missing -> null;
            case Long number when (long) (double) number != number -> number;
            // The sum turns the negative zero into the other one.
            case Number number -> number.doubleValue() + 0.0;
            default -> value;
        };
    }

    static Object startOfType(@Nullable Object key) {
        return new Edge(rank(key), -1);
    }

    static Object endOfType(@Nullable Object key) {
        return new Edge(rank(key), 1);
    }

    /** Whether equality and ranges on this value can be answered from an index; arrays and documents have rules of their own. */
    static boolean isComparable(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof ObjectId
                || value instanceof UUID
                || value instanceof BinData;
    }

    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.compareTo(otherText);
        }
        int rank = rank(one);
        int byType = Integer.compare(rank, rank(other));
        if (byType != 0) {
            return byType;
        }
        if (one instanceof Edge || other instanceof Edge) {
            return Integer.compare(side(one), side(other));
        }
        return switch (rank) {
            case EMPTY_RANK, NULL_RANK -> 0;
            case NUMBER_RANK -> compareNumbers((Number) nonNull(one), (Number) nonNull(other));
            default -> compareValues(nonNull(one), nonNull(other));
        };
    }

    private static int compareNumbers(Number one, Number other) {
        int roughly = Double.compare(one.doubleValue(), other.doubleValue());
        return roughly != 0 ? roughly : Long.compare(one.longValue(), other.longValue());
    }

    private static int compareValues(Object one, Object other) {
        if (one instanceof Instant instant && other instanceof Instant otherInstant) {
            return instant.compareTo(otherInstant);
        }
        if (isComparable(one) || one instanceof Document || one instanceof BsonTimestamp || one instanceof LegacyUUID) {
            return ValueComparator.ascWithoutListHandling().compare(one, other);
        }
        // Types that the library cannot put in order; nothing asks for ranges of them.
        return one.toString().compareTo(other.toString());
    }

    private static int side(@Nullable Object value) {
        return value instanceof Edge edge ? edge.side() : 0;
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case null -> NULL_RANK;
            case String text -> 4;
            case Number number -> NUMBER_RANK;
            case Instant instant -> 12;
            case Boolean bool -> 11;
            case ObjectId id -> 10;
            case UUID uuid -> 9;
            case Edge edge -> edge.rank();
            case Document document -> 5;
            case Collection<?> collection -> 6;
            case BinData data -> 7;
            case LegacyUUID uuid -> 8;
            case BsonTimestamp timestamp -> 13;
            case BsonRegularExpression expression -> 14;
            case MinKey key -> 0;
            case MaxKey key -> 16;
            default -> value == EMPTY_ARRAY ? EMPTY_RANK : 15;
        };
    }

    private static Object nonNull(@Nullable Object value) {
        if (value == null) {
            throw new AssertionError("null has a rank of its own");
        }
        return value;
    }
}
