package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The library's backend with its faults mended around it: it knows no {@code hello}, serialises documents that other connections are
 * changing, goes on after the first error of an ordered bulk, and counts refused inserts as done.
 */
final class LocalBackend extends AbstractMongoBackend {

    private final ReentrantLock oneCommandAtATime = new ReentrantLock();

    LocalBackend() {
        version(ServerVersion.MONGO_5_0);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new LocalDatabase(databaseName, getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        oneCommandAtATime.lock();
        try {
            // A copy, since the reply is written after the lock is gone, and would otherwise show what later commands
            // do.
            return answer(channel, databaseName, command, query).cloneDeeply();
        } finally {
            oneCommandAtATime.unlock();
        }
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        oneCommandAtATime.lock();
        try {
            QueryResult result = super.handleQuery(query);
            List<Document> copies = new ArrayList<>();
            result.forEach(document -> copies.add(document.cloneDeeply()));
            return new QueryResult(copies, result.getCursorId());
        } finally {
            oneCommandAtATime.unlock();
        }
    }

    private Document answer(Channel channel, String databaseName, String command, Document query) {
        return switch (command) {
            case "hello" ->
                super.handleCommand(channel, databaseName, "ismaster", query)
                        .append("isWritablePrimary", Boolean.TRUE)
                        .append("helloOk", Boolean.TRUE);
            case "update" -> update(channel, databaseName, query);
            case "insert" -> insert(channel, databaseName, query);
            default -> super.handleCommand(channel, databaseName, command, query);
        };
    }

    private Document update(Channel channel, String databaseName, Document query) {
        List<Document> updates = documents(query, "updates");
        if (updates.size() < 2 || !Utils.isTrue(query.get("ordered"))) {
            return super.handleCommand(channel, databaseName, "update", query);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < updates.size() && errors.isEmpty(); i++) {
            Document single = query.clone();
            single.put("updates", List.of(updates.get(i)));
            Document reply = super.handleCommand(channel, databaseName, "update", single);
            matched += number(reply, "n");
            modified += number(reply, "nModified");
            upserted.addAll(reindexed(reply, "upserted", i));
            errors.addAll(reindexed(reply, "writeErrors", i));
        }
        Document reply = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            reply.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        Utils.markOkay(reply);
        return reply;
    }

    private Document insert(Channel channel, String databaseName, Document query) {
        Document reply = super.handleCommand(channel, databaseName, "insert", query);
        List<Document> errors = documents(reply, "writeErrors");
        if (!errors.isEmpty()) {
            boolean ordered = Utils.isTrue(query.get("ordered"));
            int inserted = ordered
                    ? number(errors.getFirst(), "index")
                    : documents(query, "documents").size() - errors.size();
            reply.put("n", inserted);
        }
        return reply;
    }

    private static List<Document> reindexed(Document reply, String field, int index) {
        List<Document> entries = new ArrayList<>();
        for (Document entry : documents(reply, field)) {
            Document copy = entry.clone();
            copy.put("index", index);
            entries.add(copy);
        }
        return entries;
    }

    private static int number(Document document, String field) {
        return ((Number) document.get(field)).intValue();
    }

    private static List<Document> documents(Document document, String field) {
        List<Document> documents = new ArrayList<>();
        if (document.get(field) instanceof Iterable<?> values) {
            values.forEach(value -> documents.add((Document) value));
        }
        return documents;
    }
}
