package io.micms.platform.consuming;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.platform.publishing.ConditionalUpserts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * A service's own copy of another's aggregates: one document per aggregate, of which only a newer version ever
 * replaces an older one. The documents carry their version in a field named {@code version}.
 */
public final class VersionedCopies<T> {

    private final MongoTemplate mongo;
    private final Class<T> type;
    private final Function<T, String> id;
    private final ToLongFunction<T> version;

    public VersionedCopies(MongoTemplate mongo, Class<T> type, Function<T, String> id, ToLongFunction<T> version) {
        this.mongo = mongo;
        this.type = type;
        this.id = id;
        this.version = version;
    }

    /** Takes in what is newer than what is there, with one bulk operation; the rest changes nothing. */
    public void keepNewest(Collection<T> incoming) {
        Map<String, T> newest = new HashMap<>();
        for (T copy : incoming) {
            newest.merge(
                    id.apply(copy),
                    copy,
                    (one, other) -> version.applyAsLong(one) >= version.applyAsLong(other) ? one : other);
        }
        if (newest.isEmpty()) {
            return;
        }
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(newest.size());
        newest.forEach((key, copy) -> {
            Document bson = new Document();
            mongo.getConverter().write(copy, bson);
            writes.add(new ReplaceOneModel<>(
                    new Document("_id", key).append("version", new Document("$lt", version.applyAsLong(copy))),
                    bson,
                    new ReplaceOptions().upsert(true)));
        });
        // Where the version there is as new or newer, the upsert is refused, and nothing is to be done.
        mongo.execute(type, collection -> ConditionalUpserts.run(collection, writes));
    }
}
