package io.micms.benchmarks.insights;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.processes.Api;
import io.micms.benchmarks.processes.Platform;
import io.micms.benchmarks.processes.Server;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard of two years with 100,000 customers and 500,000 orders, what it takes to get there from the topics, and the models fitted
 * to a sample of 25,000 of the customers.
 */
public final class InsightBenchmark implements Benchmark {

    private static final int CUSTOMERS = 100_000;
    private static final int ORDERS = 500_000;
    private static final int TIMES = 50;
    private static final int WARM_UP = 20;
    private static final long LOOK_EVERY = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void run(Table results) throws Exception {
        Shop shop = new Shop(Instant.now(), CUSTOMERS);
        try (Platform platform = Platform.start("10g")) {
            Platform.Service insights = platform.service("insight-service", "-Xmx512m");
            Server service = insights.server();
            takeIn(platform, service, "customers", CUSTOMERS, shop::customerId, shop::customer, results);
            takeIn(platform, service, "orders", ORDERS, shop::orderId, shop::order, results);

            Api api = platform.apiOfPerson(URI.create(insights.uri() + "/api/insights"), "ANALYST");
            dashboard(api, "/dashboard?days=730", "dashboard of two years", "< 200 ms", results);
            dashboard(api, "/dashboard?days=30", "dashboard of 30 days", "", results);
            dashboard(api, "/customers/" + shop.customerId(7), "one customer", "", results);
            segments(platform, api, results);
            fit(platform, results);
        }
    }

    private static void takeIn(
            Platform platform,
            Server service,
            String topic,
            int count,
            IntFunction<String> id,
            IntFunction<Map<String, Object>> body,
            Table results)
            throws InterruptedException {
        Duration busyBefore = service.processorTime();
        Duration databaseBefore = platform.mongodb().processorTime();
        long begin = System.nanoTime();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafka(), "compression.type", "lz4", "linger.ms", "20"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, id.apply(i), JSON.writeValueAsBytes(body.apply(i))));
            }
        }
        MongoCollection<Document> rows = platform.documents("micms_insights", topic);
        await(() -> rows.estimatedDocumentCount() >= count);
        double kept = (System.nanoTime() - begin) / 1e9;
        await(() -> rows.find(Filters.gt("stale", "")).first() == null);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = nanos(busyBefore, service.processorTime());
        double database = nanos(databaseBefore, platform.mongodb().processorTime());
        results.row(topic + " kept as rows, a second", String.format(Locale.ROOT, "%,.0f", count / kept), "");
        results.row(topic + " in all figures, a second", String.format(Locale.ROOT, "%,.0f", count / seconds), "");
        results.row(
                "  processor time of each, service / database",
                String.format(Locale.ROOT, "%,.0f / %,.0f µs", busy / 1e3 / count, database / 1e3 / count),
                "");
        results.row(
                "  events a second and core of the service",
                String.format(Locale.ROOT, "%,.0f", count / (busy / 1e9)),
                "");
    }

    private static double nanos(Duration from, Duration to) {
        return to.minus(from).toNanos();
    }

    private static void dashboard(Api api, String path, String what, String target, Table results)
            throws IOException, InterruptedException {
        double[] millis = new double[TIMES];
        for (int i = -WARM_UP; i < TIMES; i++) {
            long begin = System.nanoTime();
            api.get(path);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        results.row(
                what + ", median / 95 % / longest of " + TIMES,
                String.format(
                        Locale.ROOT,
                        "%,.0f / %,.0f / %,.0f ms",
                        millis[TIMES / 2],
                        millis[(int) (TIMES * 0.95)],
                        millis[TIMES - 1]),
                target);
    }

    /** Counted once, while somebody waits as nobody has before, and from then on told as they are kept. */
    private static void segments(Platform platform, Api api, Table results) throws IOException, InterruptedException {
        platform.documents("micms_insights", "suggestions").deleteMany(new Document());
        long begin = System.nanoTime();
        api.get("/segments");
        results.row(
                "suggested segments, counted for the first time",
                String.format(Locale.ROOT, "%,.0f ms", (System.nanoTime() - begin) / 1e6),
                "");
        dashboard(api, "/segments", "suggested segments, as they are kept", "< 200 ms", results);
    }

    /** Has the service fit its models anew, by taking away what it has. */
    private static void fit(Platform platform, Table results) throws InterruptedException {
        MongoCollection<Document> models = platform.documents("micms_insights", "models");
        models.deleteMany(new Document());
        await(() -> {
            Document model = models.find().first();
            return model != null && model.get("buying") != null;
        });
        Document buying = models.find().first().get("buying", Document.class);
        results.row(
                String.format(Locale.ROOT, "BG/NBD fitted to %,d customers", buying.getInteger("customers")),
                String.format(Locale.ROOT, "%,d ms", ((Number) buying.get("millis")).longValue()),
                "< 2 s");
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        while (!condition.holds()) {
            Thread.sleep(LOOK_EVERY);
        }
    }
}
