package io.micms.benchmarks.customers;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.local.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.RawBsonDocument;

/**
 * From Kafka to the database and out again as an event: the whole customer-service against the same starter with nothing
 * but a bulk write in it, on the same broker and database, taking turns.
 */
public final class IngestBenchmark implements Benchmark {

    private static final int RECORDS = Integer.getInteger("micms.benchmark.records", 20_000);
    private static final int WARM_UP = 5_000;
    private static final int ROUNDS = 3;
    private static final String HEAP = "-Xmx512m";
    private static final double LEAST = 0.5;

    @Override
    public void run(Table results) throws Exception {
        try (CustomerPlatform platform = CustomerPlatform.start(HEAP);
                Feed service = new Feed(platform.kafka(), "customers.inbound", "customers")) {
            service.take(0, WARM_UP, 0);
            service.take(0, WARM_UP, 1);
            platform.comeToRest();
            int documentBytes = averageDocumentBytes(platform);
            try (Feed bare = bare(platform, documentBytes, service.averageEventBytes())) {
                bare.take(0, WARM_UP, 0);
                bare.take(0, WARM_UP, 1);
                results.row(
                        "bytes of a document / of an event",
                        "%,d / %,d".formatted(documentBytes, service.averageEventBytes()),
                        "");
                measure(platform, service, bare, results);
            }
        }
    }

    private static Feed bare(CustomerPlatform platform, int documentBytes, int eventBytes) throws Exception {
        Topics.create(
                platform.kafka(),
                List.of(
                        new NewTopic(BarePipeline.INBOUND, Topics.DEFAULT_PARTITIONS, (short) 1),
                        new NewTopic(BarePipeline.EVENTS, Topics.DEFAULT_PARTITIONS, (short) 1)));
        platform.alongside(
                List.of(HEAP),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BarePipeline.class.getName(),
                        "--document-bytes=" + documentBytes,
                        "--event-bytes=" + eventBytes));
        return new Feed(platform.kafka(), BarePipeline.INBOUND, BarePipeline.EVENTS);
    }

    private static void measure(CustomerPlatform platform, Feed service, Feed bare, Table results) throws Exception {
        List<Double> serviceNew = new ArrayList<>();
        List<Double> serviceUpdates = new ArrayList<>();
        List<Double> bareNew = new ArrayList<>();
        List<Double> bareUpdates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int first = WARM_UP + round * RECORDS;
            serviceNew.add(service.take(first, RECORDS, 0));
            platform.comeToRest();
            bareNew.add(bare.take(first, RECORDS, 0));
            serviceUpdates.add(service.take(first, RECORDS, 1));
            platform.comeToRest();
            bareUpdates.add(bare.take(first, RECORDS, 1));
        }
        compare("new customers", serviceNew, bareNew, results);
        compare("updates of known ones", serviceUpdates, bareUpdates, results);
    }

    private static void compare(String what, List<Double> service, List<Double> bare, Table results) {
        results.row(what + ", records/s", number(service), "");
        results.row(what + ", the bare pipeline, records/s", number(bare), "");
        results.row(what + ", ratio", String.format(Locale.ROOT, "%.2f", median(service) / median(bare)), "≥ " + LEAST);
    }

    /** The median, and from the slowest to the fastest round. */
    private static String number(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", median(rates), sorted.getFirst(), sorted.getLast());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static int averageDocumentBytes(CustomerPlatform platform) {
        return (int)
                platform
                        .customers()
                        .withDocumentClass(RawBsonDocument.class)
                        .find()
                        .limit(WARM_UP)
                        .into(new ArrayList<>())
                        .stream()
                        .mapToInt(document -> document.getByteBuffer().remaining())
                        .average()
                        .orElseThrow();
    }
}
