package io.micms.benchmarks.customers;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Received;
import io.micms.platform.publishing.EventSender;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.security.AccessTable;
import java.time.Instant;
import java.util.ArrayList;
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
import org.springframework.messaging.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is left of a service without its business: a batch of records is read, written with one bulk operation under the
 * external id, and sent on as events.
 */
@SpringBootApplication
public class BarePipeline {

    static final String INBOUND = "bare.inbound";
    static final String EVENTS = "bare";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param args {@code --document-bytes} and {@code --event-bytes} */
    public static void main(String[] args) {
        new SpringApplicationBuilder(BarePipeline.class)
                .properties(
                        "spring.application.name=bare",
                        "server.port=0",
                        "spring.mongodb.database=bare",
                        "spring.cloud.function.definition=bareInbound",
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
                String id = record.body().path("externalId").asString();
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
