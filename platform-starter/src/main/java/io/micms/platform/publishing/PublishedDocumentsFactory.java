package io.micms.platform.publishing;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Makes the collections of published aggregates, and knows them all for the sweeper. */
public final class PublishedDocumentsFactory {

    private final MongoTemplate mongo;
    private final EventSender sender;
    private final Clock clock;
    private final List<PublishedDocuments<?>> made = new CopyOnWriteArrayList<>();

    PublishedDocumentsFactory(MongoTemplate mongo, EventSender sender, Clock clock) {
        this.mongo = mongo;
        this.sender = sender;
        this.clock = clock;
    }

    public <T extends PublishedDocument> PublishedDocuments<T> of(Publication<T> publication) {
        PublishedDocuments<T> documents = new PublishedDocuments<>(mongo, publication, sender, clock);
        made.add(documents);
        return documents;
    }

    List<PublishedDocuments<?>> made() {
        return made;
    }
}
