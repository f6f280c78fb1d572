package io.micms.local.mongo.journal;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** What can happen to the data. A namespace is the database and the collection, with a dot between them. */
public sealed interface Change {

    String namespace();

    record CollectionCreated(String namespace) implements Change {}

    record CollectionDropped(String namespace) implements Change {}

    /** @param description as given to {@code createIndexes} */
    record IndexCreated(String namespace, Document description) implements Change {}

    record IndexDropped(String namespace, String name) implements Change {}

    /** The document is there now, in the place of any with the same {@code _id}. */
    record DocumentPut(String namespace, Document document) implements Change {}

    record DocumentRemoved(String namespace, @Nullable Object id) implements Change {}

    /** Where changes are told as they happen. */
    @FunctionalInterface
    interface Recorder {

        /** @return how many bytes are kept of it */
        int record(Change change);
    }

    /** Whom changes are told again. */
    @FunctionalInterface
    interface Replay {

        /** @param bytes what the recorder returned */
        void apply(Change change, int bytes);
    }
}
