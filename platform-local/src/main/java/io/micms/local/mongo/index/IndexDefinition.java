package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code createIndexes} says of one index.
 *
 * @param filter of a partial index
 * @param expireAfter when set, documents end so long after the instant in the field
 */
public record IndexDefinition(
        String name,
        List<IndexKey> keys,
        boolean unique,
        boolean sparse,
        @Nullable Document filter,
        @Nullable Duration expireAfter) {

    /** Those that change nothing here, and those that this class reads. */
    private static final Set<String> OPTIONS = Set.of(
            "name",
            "key",
            "ns",
            "v",
            "background",
            "hidden",
            "unique",
            "sparse",
            "partialFilterExpression",
            "expireAfterSeconds");

    /** @throws UnsupportedByEmbedded for types and options that would be ignored otherwise */
    public static IndexDefinition of(Document description) {
        for (Map.Entry<String, Object> option : description.entrySet()) {
            if (!OPTIONS.contains(option.getKey())) {
                throw new UnsupportedByEmbedded("index option " + option.getKey());
            }
        }
        String name = String.valueOf(description.get("name"));
        List<IndexKey> keys = new ArrayList<>();
        ((Document) description.get("key")).forEach((path, direction) -> {
            if (!(direction instanceof Number number)) {
                throw new UnsupportedByEmbedded("index of the type " + direction);
            }
            if (path.contains("$") || path.matches("(.*\\.)?\\d+(\\..*)?")) {
                throw new UnsupportedByEmbedded("index on " + path);
            }
            keys.add(new IndexKey(path, number.doubleValue() > 0));
        });
        Object expireAfter = description.get("expireAfterSeconds");
        return new IndexDefinition(
                name,
                List.copyOf(keys),
                Utils.isTrue(description.get("unique")) || name.equals("_id_"),
                Utils.isTrue(description.get("sparse")),
                (Document) description.get("partialFilterExpression"),
                expireAfter instanceof Number seconds ? Duration.ofSeconds(seconds.longValue()) : null);
    }

    boolean hasSameKeys(IndexDefinition other) {
        return describe(keys).equals(describe(other.keys));
    }

    boolean hasSameOptions(IndexDefinition other) {
        return unique == other.unique
                && sparse == other.sparse
                && Objects.equals(filter, other.filter)
                && Objects.equals(expireAfter, other.expireAfter);
    }

    private static List<String> describe(List<IndexKey> keys) {
        return keys.stream().map(IndexKey::toString).toList();
    }
}
