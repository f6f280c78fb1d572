package io.micms.platform.publishing;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many compare-and-sets in one bulk. Each is an upsert whose filter names the {@code _id} and a condition:
 * where the condition fails, the upsert meets its own {@code _id} as a duplicate key, and that a bulk reports for each
 * operation. An unmatched plain replacement would only lower a total.
 */
public final class ConditionalUpserts {

    private static final int DUPLICATE_KEY = 11000;

    private ConditionalUpserts() {}

    /**
     * @return the operations, by their index, that were refused as duplicates: their condition failed, or another
     *     unique index refused them
     * @throws MongoBulkWriteException if anything else went wrong
     */
    public static <T> Map<Integer, BulkWriteError> run(
            MongoCollection<T> collection, List<? extends WriteModel<T>> writes) {
        Map<Integer, BulkWriteError> refused = new TreeMap<>();
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    throw e;
                }
                refused.put(error.getIndex(), error);
            }
        }
        return refused;
    }
}
