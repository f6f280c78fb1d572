package io.micms.benchmarks.customers;

import io.micms.platform.publishing.PublishedDocument;
import java.util.Map;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.mapping.Document;

/** A published document that means nothing: what a record said, and so much more that it is as large as a customer. */
@Document("plain")
public final class PlainDocument extends PublishedDocument {

    private Map<String, Object> content;

    @PersistenceCreator
    PlainDocument(String id, Map<String, Object> content) {
        super(id);
        this.content = content;
    }

    void replace(Map<String, Object> newer) {
        content = newer;
    }

    Map<String, Object> content() {
        return content;
    }
}
