package io.micms.benchmarks.customers;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.consuming.Received;
import io.micms.platform.publishing.EventSender;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import io.micms.platform.security.AccessTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.messaging.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is left of a service without its business, twice. {@code plain} is the starter's own code with nothing added: a
 * batch is read, the documents that it is about are looked up, replaced and published by {@link PublishedDocuments}, which
 * marks and settles what is owed. {@code bare} does without that as well: one bulk write under the external id, and the
 * events are sent.
 */
@SpringBootApplication
public class BarePipeline {

    static final String INBOUND = "bare.inbound";
    static final String EVENTS = "bare";
    static final String PLAIN_INBOUND = "plain.inbound";
    static final String PLAIN_EVENTS = "plain";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param args {@code --document-bytes} and {@code --event-bytes} */
    public static void main(String[] args) {
        new SpringApplicationBuilder(BarePipeline.class)
                .properties(
                        "spring.application.name=bare",
                        "server.port=0",
                        "spring.mongodb.database=bare",
                        "spring.cloud.function.definition=bareInbound;plainInbound",
                        "spring.cloud.stream.bindings.plainInbound-in-0.destination=" + PLAIN_INBOUND,
                        "spring.cloud.stream.bindings.bareInbound-in-0.destination=" + INBOUND)
                .run(args);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of();
    }

    @Bean
    Consumer<Message<List<byte[]>>> bareInbound(
            BatchConsumers consumers,
            MongoTemplate mongo,
            EventSender events,
            @Value("${document-bytes}") int documentBytes,
            @Value("${event-bytes}") int eventBytes) {
        return consumers.of(body -> body, (batch, rejections) -> {
            List<ReplaceOneModel<Document>> writes = new ArrayList<>(batch.size());
            List<OutgoingEvent> states = new ArrayList<>(batch.size());
            for (Received<JsonNode> record : batch) {
                String id = id(record.body());
                writes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", id),
                        new Document(filled(record.body(), documentBytes)),
                        new ReplaceOptions().upsert(true)));
                states.add(new OutgoingEvent(
                        EVENTS,
                        id,
                        id,
                        "bare.changed.v1",
                        record.offset(),
                        Instant.now(),
                        filled(record.body(), eventBytes)));
            }
            mongo.getCollection("bare").bulkWrite(writes);
            // The sender's queue would refuse what is too much for it.
            CompletableFuture.allOf(states.stream().map(events::send).toArray(CompletableFuture[]::new))
                    .join();
        });
    }

    @Bean
    PublishedDocuments<PlainDocument> plainDocuments(PublishedDocumentsFactory documents) {
        return documents.of(new Publication<>() {
            @Override
            public Class<PlainDocument> type() {
                return PlainDocument.class;
            }

            @Override
            public OutgoingEvent event(PlainDocument document) {
                return new OutgoingEvent(
                        PLAIN_EVENTS,
                        document.id(),
                        document.id(),
                        "plain.changed.v1",
                        document.version(),
                        Instant.now(),
                        document.content());
            }
        });
    }

    @Bean
    Consumer<Message<List<byte[]>>> plainInbound(
            BatchConsumers consumers,
            PublishedDocuments<PlainDocument> documents,
            Clock clock,
            @Value("${document-bytes}") int bytes) {
        Ingestion<JsonNode, PlainDocument> ingestion = new Ingestion<>(
                (record, envelope) -> envelope, records -> known(documents, records, bytes), documents::saveAll, clock);
        return consumers.of(body -> body, (batch, rejections) -> ingestion.take(batch));
    }

    private static Ingestion.Known<JsonNode, PlainDocument> known(
            PublishedDocuments<PlainDocument> documents, List<JsonNode> records, int bytes) {
        Map<String, PlainDocument> known = new HashMap<>();
        List<String> ids = records.stream().map(BarePipeline::id).toList();
        documents
                .find(Query.query(Criteria.where("_id").in(ids)))
                .forEach(document -> known.put(document.id(), document));
        return (record, at, now) -> {
            PlainDocument document = known.get(id(record));
            boolean created = document == null;
            if (document == null) {
                document = new PlainDocument(id(record), filled(record, bytes));
                known.put(document.id(), document);
            } else {
                document.replace(filled(record, bytes));
            }
            return new Outcome.Applied<>(document, created, true);
        };
    }

    private static String id(JsonNode record) {
        return record.path("externalId").asString();
    }

    /** The record with so much more that it is about as large as what the service makes of it. */
    private static Map<String, Object> filled(JsonNode record, int bytes) {
        String text = record.toString();
        Map<String, Object> filled = new LinkedHashMap<>();
        record.properties()
                .forEach(field -> filled.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
        int missing = Math.max(0, bytes - text.length());
        filled.put("more", text.repeat(missing / text.length() + 1).substring(0, missing));
        return filled;
    }
}
