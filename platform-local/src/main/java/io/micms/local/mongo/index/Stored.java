package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.bson.Document;

/**
 * The place of one document in a collection: indexes refer to it, and an update puts another document in. A document itself is never
 * changed, so that whoever got it may go on reading it without a lock.
 */
public final class Stored {

    private final long recordId;
    private Document document;
    private int bytes;

    /**
     * @param recordId grows with each insert into the collection
     * @param bytes what the document takes in the journal
     */
    public Stored(long recordId, Document document, int bytes) {
        this.recordId = recordId;
        this.document = document;
        this.bytes = bytes;
    }

    public long recordId() {
        return recordId;
    }

    public Document document() {
        return document;
    }

    public int bytes() {
        return bytes;
    }

    public void replace(Document newDocument, int newBytes) {
        document = newDocument;
        bytes = newBytes;
    }
}
