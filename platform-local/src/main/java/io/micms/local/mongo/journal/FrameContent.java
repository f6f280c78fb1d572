package io.micms.local.mongo.journal;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.micms.local.mongo.journal.Change.CollectionCreated;
import io.micms.local.mongo.journal.Change.CollectionDropped;
import io.micms.local.mongo.journal.Change.DocumentPut;
import io.micms.local.mongo.journal.Change.DocumentRemoved;
import io.micms.local.mongo.journal.Change.IndexCreated;
import io.micms.local.mongo.journal.Change.IndexDropped;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A frame in the making. Each change is a BSON document that says what and where, followed by the one concerned. */
final class FrameContent {

    private static final int TOO_LARGE = 10334;

    private final ByteBuf bytes = Unpooled.buffer();

    FrameContent() {
        clear();
    }

    boolean isEmpty() {
        return bytes.readableBytes() == Frame.HEADER;
    }

    int length() {
        return bytes.readableBytes();
    }

    /** The whole frame; overwritten by what comes after {@link #clear}. */
    ByteBuf sealed() {
        Frame.seal(bytes);
        return bytes;
    }

    void clear() {
        bytes.clear().writeZero(Frame.HEADER);
    }

    /** @return how many bytes it takes */
    int add(Change change) {
        int start = bytes.writerIndex();
        try {
            switch (change) {
                case CollectionCreated created -> write(new Document("create", created.namespace()));
                case CollectionDropped dropped -> write(new Document("drop", dropped.namespace()));
                case IndexCreated created -> {
                    write(new Document("createIndex", created.namespace()));
                    write(created.description());
                }
                case IndexDropped dropped ->
                    write(new Document("dropIndex", dropped.namespace()).append("name", dropped.name()));
                case DocumentPut put -> {
                    write(new Document("put", put.namespace()));
                    write(put.document());
                }
                case DocumentRemoved removed ->
                    write(new Document("remove", removed.namespace()).append("id", removed.id()));
            }
            return bytes.writerIndex() - start;
        } catch (RuntimeException e) {
            bytes.writerIndex(start);
            throw e;
        }
    }

    private void write(Document document) {
        int start = bytes.writerIndex();
        DocumentEncoder.encode(document, bytes);
        if (bytes.writerIndex() - start > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(TOO_LARGE, "BSONObjectTooLarge", "The document is larger than 16 MB");
        }
    }

    static void replay(ByteBuf content, Change.Replay target) {
        while (content.isReadable()) {
            int start = content.readerIndex();
            Change change = read(content);
            target.apply(change, content.readerIndex() - start);
        }
    }

    private static Change read(ByteBuf content) {
        Document what = BsonDecoder.decodeBson(content);
        String action = what.keySet().iterator().next();
        String namespace = (String) what.get(action);
        return switch (action) {
            case "create" -> new CollectionCreated(namespace);
            case "drop" -> new CollectionDropped(namespace);
            case "createIndex" -> new IndexCreated(namespace, BsonDecoder.decodeBson(content));
            case "dropIndex" -> new IndexDropped(namespace, (String) what.get("name"));
            case "put" -> new DocumentPut(namespace, BsonDecoder.decodeBson(content));
            case "remove" -> new DocumentRemoved(namespace, what.get("id"));
            default -> throw new IllegalArgumentException("unknown change " + action);
        };
    }
}
