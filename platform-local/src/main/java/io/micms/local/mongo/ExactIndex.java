package io.micms.local.mongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unique index that also serves queries on more than its own fields, such as {@code {_id, version}}. */
final class ExactIndex extends MemoryUniqueIndex {

    ExactIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
    }

    /** Positions of the documents that can match, or null where the conditions do not fix every field of the index. */
    @Nullable
    List<Integer> candidates(Conditions conditions) {
        List<List<Object>> combinations = List.of(List.of());
        for (IndexKey key : getKeys()) {
            List<Object> values = conditions.equalValues(key.getKey());
            if (values == null) {
                return null;
            }
            combinations = times(combinations, values);
        }
        List<Integer> positions = new ArrayList<>();
        for (List<Object> combination : combinations) {
            Integer position = getPosition(new KeyValue(combination).normalized());
            if (position != null) {
                positions.add(position);
            }
        }
        return positions.stream().distinct().sorted().toList();
    }

    private static List<List<Object>> times(List<List<Object>> combinations, List<Object> values) {
        List<List<Object>> product = new ArrayList<>(combinations.size() * values.size());
        for (List<Object> combination : combinations) {
            for (Object value : values) {
                List<Object> longer = new ArrayList<>(combination);
                longer.add(value);
                product.add(longer);
            }
        }
        return product;
    }
}
