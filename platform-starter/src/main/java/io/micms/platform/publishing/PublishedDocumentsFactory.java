package io.micms.platform.publishing;

import io.micms.platform.publishing.OwedEvents.Acknowledged;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Makes the collections of published aggregates, and knows them all for the sweeper. */
public final class PublishedDocumentsFactory {

    private final MongoTemplate mongo;
    private final EventTransport transport;
    private final Clock clock;
    private final Duration overdueAfter;
    private final Duration settleTime;
    private final List<PublishedDocuments<?>> made = new CopyOnWriteArrayList<>();

    PublishedDocumentsFactory(
            MongoTemplate mongo, EventTransport transport, Clock clock, Duration overdueAfter, Duration settleTime) {
        this.mongo = mongo;
        this.transport = transport;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
        this.settleTime = settleTime;
    }

    public <T extends PublishedDocument> PublishedDocuments<T> of(Publication<T> publication) {
        return of(publication, document -> {
            Document bson = new Document();
            mongo.getConverter().write(document, bson);
            return bson;
        });
    }

    /**
     * For documents that are written by the thousand, of which Spring's way of writing them is a good part of what each costs.
     *
     * @param fields everything that is stored of a document but what {@link PublishedDocument} has, named and written so that
     *     Spring reads it back
     */
    public <T extends PublishedDocument> PublishedDocuments<T> of(
            Publication<T> publication, Function<T, Document> fields) {
        PublishedDocuments<T> documents = new PublishedDocuments<>(
                mongo,
                publication,
                fields,
                settlement -> owedEvents(publication.type().getSimpleName(), settlement));
        made.add(documents);
        return documents;
    }

    /**
     * For documents that publish something else than their whole state, and have their own way of being written.
     *
     * @param settlement writes into the documents what was acknowledged, with a compare-and-set on what they owed; runs
     *     on a thread of its own
     */
    public OwedEvents owedEvents(String name, Consumer<List<Acknowledged>> settlement) {
        OwedEvents events = new OwedEvents(name, transport, clock, overdueAfter, settleTime, settlement);
        events.settleOnAThread();
        return events;
    }

    List<PublishedDocuments<?>> made() {
        return made;
    }
}
