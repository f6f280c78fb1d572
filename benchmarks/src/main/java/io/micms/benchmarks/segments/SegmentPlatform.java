package io.micms.benchmarks.segments;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.nimbusds.jose.JOSEException;
import io.micms.benchmarks.processes.Api;
import io.micms.benchmarks.processes.Platform;
import io.micms.benchmarks.processes.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** order-service and campaign-service, with the heaps of {@code ./mi-cms up} doubled; customers are told of as customer-service does. */
public final class SegmentPlatform implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LOOK_EVERY = 100;

    private final Platform platform;
    private final Server orderService;
    private final Server campaignService;
    private final Api api;
    private final Api campaigns;
    private final KafkaProducer<String, byte[]> producer;

    private SegmentPlatform(Platform platform, String... options) throws IOException, JOSEException {
        this.platform = platform;
        orderService = platform.service("order-service", "-Xmx384m").server();
        Platform.Service campaigns = platform.service(
                "campaign-service",
                Platform.CAMPAIGN_OPTIONS,
                Stream.concat(Stream.of("-Xmx512m"), Stream.of(options)).toArray(String[]::new));
        campaignService = campaigns.server();
        api = platform.apiOfPerson(URI.create(campaigns.uri() + "/api/segments"), "MARKETER");
        this.campaigns = platform.apiOfPerson(URI.create(campaigns.uri() + "/api/campaigns"), "MANAGER");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafka(), "compression.type", "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static SegmentPlatform start() throws IOException, JOSEException {
        return on(Platform.start("10g"));
    }

    /**
     * With a database that has used its memory before.
     *
     * @param options of Java, for campaign-service
     */
    public static SegmentPlatform startTouched(String... options) throws IOException, JOSEException {
        return on(Platform.start("6g", true), options);
    }

    private static SegmentPlatform on(Platform platform, String... options) throws IOException, JOSEException {
        try {
            return new SegmentPlatform(platform, options);
        } catch (IOException | JOSEException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    Api api() {
        return api;
    }

    /** For a manager. */
    public Api campaigns() {
        return campaigns;
    }

    /** So many rules of the realistic mix. */
    public static List<Map<String, Object>> rules(int count) {
        return Crowd.rules(count);
    }

    String kafka() {
        return platform.kafka();
    }

    public Server campaignService() {
        return campaignService;
    }

    /** Every process but this one, by name. */
    Map<String, Server> servers() {
        return Map.of(
                "order-service",
                orderService,
                "campaign-service",
                campaignService,
                "database",
                platform.mongodb(),
                "broker",
                platform.broker());
    }

    public Server mongodb() {
        return platform.mongodb();
    }

    /** @return its id */
    public String createSegment(String name, Map<String, Object> rule) throws IOException, InterruptedException {
        return api.post("", Map.of("name", name, "rule", rule)).path("id").asString();
    }

    public void createSegments(List<Map<String, Object>> rules) throws IOException, InterruptedException {
        for (Map<String, Object> rule : rules) {
            createSegment("Segment " + rule.hashCode() + " " + System.nanoTime(), rule);
        }
    }

    /**
     * Tells of customers from one number to another, and waits until both services know them.
     *
     * @return how many a second campaign-service took in
     */
    public double addCustomers(int from, int to, IntFunction<Instant> createdAt) throws InterruptedException {
        long begin = System.nanoTime();
        for (int customer = from; customer < to; customer++) {
            producer.send(event(
                    "customers",
                    Crowd.id(customer),
                    "customer.changed.v1",
                    Crowd.customer(customer, createdAt.apply(customer))));
        }
        producer.flush();
        await(() -> profiles().estimatedDocumentCount() >= to);
        await(() -> profiles().find(Filters.exists("ordersPending")).first() == null);
        await(() -> platform.documents("micms_orders", "customers").estimatedDocumentCount() >= to);
        double seconds = (System.nanoTime() - begin) / 1e9;
        awaitJudged();
        return (to - from) / seconds;
    }

    private static ProducerRecord<String, byte[]> event(String topic, String id, String type, Object body) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, id, JSON.writeValueAsBytes(body));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id + "-1",
                        "ce_type",
                        type,
                        "ce_source",
                        "/benchmark",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        id)
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        event.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        return event;
    }

    /** Completes with the time, see {@link System#nanoTime()}, at which the broker acknowledged the order. */
    CompletableFuture<Long> order(int customer, int order, Instant placedAt, String total) {
        CompletableFuture<Long> acknowledged = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(
                        "orders.inbound",
                        Crowd.externalId(customer),
                        JSON.writeValueAsBytes(Crowd.order(customer, order, placedAt, total))),
                (metadata, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(System.nanoTime());
                    } else {
                        acknowledged.completeExceptionally(failure);
                    }
                });
        return acknowledged;
    }

    /** Waits until no segment has profiles left to judge. */
    public void awaitJudged() throws InterruptedException {
        await(() -> {
            JsonNode page = api.get("?limit=1");
            return page.path("items").isEmpty()
                    || page.at("/items/0/backfill").isMissingNode()
                    || page.at("/items/0/backfill").isNull();
        });
    }

    public MongoCollection<Document> profiles() {
        return platform.documents("micms_campaigns", "profiles");
    }

    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    public static void await(Condition condition) throws InterruptedException {
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        producer.close();
        platform.close();
    }
}
