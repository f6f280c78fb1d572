package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** Commands to a backend, without a connection. */
final class Commands {

    private static final String DATABASE = "tests";

    private final EmbeddedBackend backend;
    private final Channel channel = new EmbeddedChannel();

    Commands(EmbeddedBackend backend) {
        this.backend = backend;
    }

    Document run(Document command) {
        return backend.handleCommand(
                channel, DATABASE, command.keySet().iterator().next(), command.cloneDeeply());
    }

    Document insert(String collection, Document... documents) {
        return run(new Document("insert", collection)
                .append("documents", List.of(documents))
                .append("ordered", false));
    }

    Document update(String collection, Document selector, Object update, boolean multi, boolean upsert) {
        return run(new Document("update", collection)
                .append(
                        "updates",
                        List.of(new Document("q", selector)
                                .append("u", update)
                                .append("multi", multi)
                                .append("upsert", upsert))));
    }

    Document delete(String collection, Document selector) {
        return run(new Document("delete", collection)
                .append("deletes", List.of(new Document("q", selector).append("limit", 0))));
    }

    Document createIndex(String collection, Document index) {
        return run(new Document("createIndexes", collection).append("indexes", List.of(index)));
    }

    /** As drivers count. */
    int count(String collection, Document filter) {
        List<Document> groups = batch(run(new Document("aggregate", collection)
                .append(
                        "pipeline",
                        List.of(
                                new Document("$match", filter),
                                new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)))))
                .append("cursor", new Document())));
        return groups.isEmpty() ? 0 : ((Number) groups.getFirst().get("n")).intValue();
    }

    List<Document> find(String collection, Document filter) {
        return batch(
                run(new Document("find", collection).append("filter", filter).append("batchSize", 1_000_000)));
    }

    List<Document> find(String collection, Document filter, Document sort, int skip, int limit) {
        return batch(run(new Document("find", collection)
                .append("filter", filter)
                .append("sort", sort)
                .append("skip", skip)
                .append("limit", limit)
                .append("batchSize", 1_000_000)));
    }

    /** Every collection with its documents in their order and its indexes. */
    Document dump() {
        Document dump = new Document();
        for (Document collection : batch(run(new Document("listCollections", 1)))) {
            String name = (String) collection.get("name");
            dump.append(
                    name,
                    new Document("documents", find(name, new Document()))
                            .append("indexes", batch(run(new Document("listIndexes", name)))));
        }
        return dump;
    }

    private static List<Document> batch(Document reply) {
        List<Document> documents = new ArrayList<>();
        ((Iterable<?>) ((Document) reply.get("cursor")).get("firstBatch"))
                .forEach(document -> documents.add((Document) document));
        return documents;
    }
}
