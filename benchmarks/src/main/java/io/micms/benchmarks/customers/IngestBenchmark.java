package io.micms.benchmarks.customers;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.processes.Server;
import io.micms.local.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.RawBsonDocument;

/**
 * From Kafka to the database and out again as an event: the whole customer-service against what is left without its
 * business ({@link BarePipeline}), on the same broker and database, taking turns.
 */
public final class IngestBenchmark implements Benchmark {

    private static final int RECORDS = 20_000;
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
            Server pipeline = bare(platform, documentBytes, service.averageEventBytes());
            try (Feed bare = new Feed(platform.kafka(), BarePipeline.INBOUND, BarePipeline.EVENTS);
                    Feed plain = new Feed(platform.kafka(), BarePipeline.PLAIN_INBOUND, BarePipeline.PLAIN_EVENTS)) {
                for (Feed feed : List.of(plain, bare)) {
                    feed.take(0, WARM_UP, 0);
                    feed.take(0, WARM_UP, 1);
                }
                platform.comeToRest();
                results.row(
                        "bytes of a document / of an event",
                        "%,d / %,d".formatted(documentBytes, service.averageEventBytes()),
                        "");
                measure(
                        new Contestant("customer-service", platform, service, platform.service(), new ArrayList<>()),
                        List.of(
                                new Contestant(
                                        "the same code without business", platform, plain, pipeline, new ArrayList<>()),
                                new Contestant(
                                        "bulk write and send alone", platform, bare, pipeline, new ArrayList<>())),
                        results);
            }
        }
    }

    private static Server bare(CustomerPlatform platform, int documentBytes, int eventBytes) throws IOException {
        Topics.create(
                platform.kafka(),
                List.of(
                        topic(BarePipeline.INBOUND),
                        topic(BarePipeline.EVENTS),
                        topic(BarePipeline.PLAIN_INBOUND),
                        topic(BarePipeline.PLAIN_EVENTS)));
        return platform.alongside(
                List.of(HEAP),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BarePipeline.class.getName(),
                        "--document-bytes=" + documentBytes,
                        "--event-bytes=" + eventBytes));
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Topics.DEFAULT_PARTITIONS, (short) 1);
    }

    /** One of those that take turns: where it is fed, its process, and what all of it took. */
    private record Contestant(String name, CustomerPlatform platform, Feed feed, Server process, List<Taken> taken) {

        /** Ends when nothing of it is left to be done in the background. */
        void take(int first, int state) throws IOException, InterruptedException {
            Duration before = process.processorTime();
            Duration databaseBefore = platform.mongodb().processorTime();
            double rate = feed.take(first, RECORDS, state);
            platform.comeToRest();
            taken.add(new Taken(
                    state,
                    rate,
                    microseconds(process.processorTime().minus(before)),
                    microseconds(platform.mongodb().processorTime().minus(databaseBefore))));
        }

        private static double microseconds(Duration all) {
            return all.toNanos() / 1e3 / RECORDS;
        }

        List<Double> of(int state, Function<Taken, Double> figure) {
            return taken.stream()
                    .filter(taken -> taken.state() == state)
                    .map(figure)
                    .toList();
        }
    }

    /**
     * One feed.
     *
     * @param rate records per second
     * @param processor microseconds of processor time per record
     * @param database the same of the database
     */
    private record Taken(int state, double rate, double processor, double database) {}

    private static void measure(Contestant service, List<Contestant> others, Table results) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int first = WARM_UP + round * RECORDS;
            for (int state = 0; state < 2; state++) {
                service.take(first, state);
                for (Contestant other : others) {
                    other.take(first, state);
                }
            }
        }
        compare("new", 0, service, others, results);
        compare("updates", 1, service, others, results);
    }

    private static void compare(String what, int state, Contestant service, List<Contestant> others, Table results) {
        row(what, state, service, results);
        for (Contestant other : others) {
            row(what, state, other, results);
            results.row(
                    what + ", ratio to that",
                    String.format(
                            Locale.ROOT,
                            "%.2f",
                            median(service.of(state, Taken::rate)) / median(other.of(state, Taken::rate))),
                    "≥ " + LEAST);
        }
    }

    private static void row(String what, int state, Contestant contestant, Table results) {
        results.row(
                "%s, %s, records/s".formatted(what, contestant.name()), number(contestant.of(state, Taken::rate)), "");
        results.row("  processor time a record, process / database", processorTime(contestant, state), "");
    }

    private static String processorTime(Contestant contestant, int state) {
        return String.format(
                Locale.ROOT,
                "%.0f / %.0f µs",
                median(contestant.of(state, Taken::processor)),
                median(contestant.of(state, Taken::database)));
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
