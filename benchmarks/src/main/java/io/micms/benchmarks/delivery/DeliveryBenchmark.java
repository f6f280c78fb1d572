package io.micms.benchmarks.delivery;

import com.mongodb.client.model.Filters;
import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.processes.Server;
import io.micms.benchmarks.processes.TemporaryDirectory;
import io.micms.benchmarks.segments.LiveOrders;
import io.micms.benchmarks.segments.SegmentPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Personalised e-mails from the launch of a campaign to the inbox, against the same mails sent by the same client from memory
 * ({@link BareSender}), in turns and to the same server. Then audiences as they change while one is sent, and while none is,
 * after as many orders to warm up: the first that a service sees say more of its start than of what a campaign does to it.
 */
public final class DeliveryBenchmark implements Benchmark {

    /** Customers; three quarters of them agree to e-mail. {@code MICMS_BENCH_MAILS} asks for another number of mails. */
    private static final int MAILS = Integer.parseInt(System.getenv().getOrDefault("MICMS_BENCH_MAILS", "20000"));

    private static final int CUSTOMERS = MAILS * 4 / 3;
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 3;
    private static final int ORDERS_PER_SECOND = 50;

    /** To warm up, while nothing is sent, and while something is; each from a customer of its own. */
    private static final int ORDERS = Math.clamp(CUSTOMERS / 20, Math.min(200, CUSTOMERS / 3), 1_000);

    private static final int SEGMENTS = 20;

    private static final Map<String, Object> WILLING = Map.of(
            "combinator", "and", "rules", List.of(Map.of("field", "consent.email", "operator", "=", "value", true)));

    /** @param cpu of everything that works for it, in seconds of a core */
    private record Round(long mails, double seconds, double cpu) {

        double rate() {
            return mails / seconds;
        }

        double perCore() {
            return mails / cpu;
        }
    }

    @Override
    public void run(Table results) throws Exception {
        try (Sink sink = new Sink();
                TemporaryDirectory directory = TemporaryDirectory.create();
                SegmentPlatform platform = SegmentPlatform.startTouched(
                        "-Dmicms.delivery.smtp.host=127.0.0.1", "-Dmicms.delivery.smtp.port=" + sink.port())) {
            platform.createSegments(SegmentPlatform.rules(SEGMENTS));
            String spent = platform.createSegment("Spent a million", LiveOrders.RULE);
            platform.addCustomers(0, CUSTOMERS, customer -> Instant.now());
            String segment = platform.createSegment("Willing", WILLING);
            platform.awaitJudged();
            long members = platform.profiles().countDocuments(Filters.eq("memberOf", segment));
            Path mails = directory.path().resolve("mails");

            sink.keep();
            campaign(platform, sink, segment, members);
            sink.write(mails);
            List<Round> sent = new ArrayList<>();
            List<Round> bare = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                sent.add(campaign(platform, sink, segment, members));
                bare.add(bare(platform, sink, mails, members));
            }
            rows(results, members, sent, bare);
            results.row(
                    "peak resident memory of campaign-service",
                    megabytes(platform.campaignService().peakResidentBytes()),
                    "");
            results.row(
                    "heap of campaign-service after, collected",
                    megabytes(platform.campaignService().liveHeapBytes()),
                    "");
            latencies(results, platform, sink, segment, spent, members);
        }
    }

    /** From the launch until the last mail was taken. */
    private static Round campaign(SegmentPlatform platform, Sink sink, String segment, long members)
            throws IOException, InterruptedException {
        String id = draft(platform, segment);
        Duration before = platform.campaignService()
                .processorTime()
                .plus(platform.mongodb().processorTime());
        long taken = sink.taken();
        long begin = System.nanoTime();
        platform.campaigns().post("/" + id + "/launch", Map.of());
        sink.await(taken + members);
        double seconds = (sink.lastAt() - begin) / 1e9;
        SegmentPlatform.await(() ->
                platform.campaigns().get("/" + id).path("state").asString().equals("COMPLETED"));
        Duration cpu = platform.campaignService()
                .processorTime()
                .plus(platform.mongodb().processorTime())
                .minus(before);
        return new Round(members, seconds, cpu.toMillis() / 1e3);
    }

    private static String draft(SegmentPlatform platform, String segment) throws IOException, InterruptedException {
        return platform.campaigns()
                .post(
                        "",
                        Map.of(
                                "name",
                                "Benchmark",
                                "segmentId",
                                segment,
                                "channel",
                                "EMAIL",
                                "mode",
                                "ONE_OFF",
                                "content",
                                Map.of("subject", "{{ customer.firstName }}, thank you", "html", """
                                        <h1>Dear {{ customer.firstName }} {{ customer.lastName }}</h1>
                                        <p>Thank you for {{ orders.count }} orders{% if customer.city %} from {{ customer.city }}{% endif %}.</p>
                                        <p><a href="https://shop.example/new">What is new</a></p>
                                        <p><a href="{{ unsubscribe_url }}">No more of these</a></p>""")))
                .path("id")
                .asString();
    }

    private static Round bare(SegmentPlatform platform, Sink sink, Path mails, long count)
            throws IOException, InterruptedException {
        Server sender = Server.start(
                List.of(
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareSender.class.getName(),
                        String.valueOf(sink.port()),
                        mails.toString(),
                        String.valueOf(WARM_UP)),
                Map.of(),
                "Started");
        try (sender) {
            Duration before = sender.processorTime();
            long taken = sink.taken();
            long begin = System.nanoTime();
            sender.process().outputWriter().append('\n').flush();
            sink.await(taken + count);
            double seconds = (sink.lastAt() - begin) / 1e9;
            return new Round(
                    count, seconds, sender.processorTime().minus(before).toMillis() / 1e3);
        }
    }

    private static void rows(Table results, long members, List<Round> sent, List<Round> bare) {
        double rate = median(sent.stream().map(Round::rate).toList());
        double bareRate = median(bare.stream().map(Round::rate).toList());
        results.row("mails a campaign", String.format(Locale.ROOT, "%,d", members), "");
        results.row(
                "launch to inbox, mails/s",
                spread(sent.stream().map(Round::rate).toList()),
                "");
        results.row(
                "the same client and mails, from memory, mails/s",
                spread(bare.stream().map(Round::rate).toList()),
                "");
        results.row("ratio", String.format(Locale.ROOT, "%.2f", rate / bareRate), "≥ 0.5");
        results.row(
                "mails/s per core, service and database",
                spread(sent.stream().map(Round::perCore).toList()),
                "");
        results.row(
                "mails/s per core, from memory",
                spread(bare.stream().map(Round::perCore).toList()),
                "");
    }

    private void latencies(
            Table results, SegmentPlatform platform, Sink sink, String segment, String spent, long members)
            throws Exception {
        LiveOrders.place(platform, spent, 0, ORDERS, ORDERS_PER_SECOND);
        LiveOrders.Measured alone = LiveOrders.place(platform, spent, ORDERS, ORDERS, ORDERS_PER_SECOND);
        String id = draft(platform, segment);
        long taken = sink.taken();
        // As long as orders are placed there is something to send: again and again the same audience.
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                String next = id;
                long total = taken;
                while (!Thread.currentThread().isInterrupted()) {
                    platform.campaigns().post("/" + next + "/launch", Map.of());
                    total += members;
                    sink.await(total);
                    next = draft(platform, segment);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        LiveOrders.Measured during = LiveOrders.place(platform, spent, 2 * ORDERS, ORDERS, ORDERS_PER_SECOND);
        sending.interrupt();
        sending.join();
        results.row(
                "order to audience, nothing sent, median / 99 % / longest",
                alone.event().toString(), "");
        results.row(
                "order to audience, while a campaign is sent", during.event().toString(), "99 % ≤ 1.2 times");
        results.row(
                "ratio of the 99 %",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        during.event().quantile(0.99) / alone.event().quantile(0.99)),
                "≤ 1.2");
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** The median, and the least and most in brackets. */
    private static String spread(List<Double> values) {
        return String.format(
                Locale.ROOT,
                "%,.0f (%,.0f to %,.0f)",
                median(values),
                Collections.min(values),
                Collections.max(values));
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }
}
