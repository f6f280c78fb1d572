package io.micms.benchmarks.delivery;

import com.mongodb.client.model.Filters;
import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.processes.Platform;
import io.micms.benchmarks.processes.Server;
import io.micms.benchmarks.processes.TemporaryDirectory;
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
import java.util.stream.Stream;

/**
 * Personalised e-mails from the launch of a campaign to the inbox, against the same mails sent by the same client from memory
 * ({@link BareSender}), in turns and to the same server.
 */
public final class DeliveryBenchmark implements Benchmark {

    /** Customers; three quarters of them agree to e-mail. {@code MICMS_BENCH_MAILS} asks for another number of mails. */
    private static final int MAILS = Integer.parseInt(System.getenv().getOrDefault("MICMS_BENCH_MAILS", "20000"));

    private static final int CUSTOMERS = MAILS * 4 / 3;
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 3;
    private static final int SEGMENTS = 20;

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
            platform.addCustomers(0, CUSTOMERS, customer -> Instant.now());
            String segment = platform.createSegment("Willing", MailCampaign.WILLING);
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
        }
    }

    /** From the launch until the last mail was taken. */
    private static Round campaign(SegmentPlatform platform, Sink sink, String segment, long members)
            throws IOException, InterruptedException {
        String id = MailCampaign.draft(platform, segment);
        Duration before = platform.campaignService()
                .processorTime()
                .plus(platform.mongodb().processorTime());
        long taken = sink.taken();
        long begin = System.nanoTime();
        MailCampaign.launch(platform, id);
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

    private static Round bare(SegmentPlatform platform, Sink sink, Path mails, long count)
            throws IOException, InterruptedException {
        Server sender = Server.start(
                Stream.of(
                                List.of("-Xmx512m"),
                                Platform.CAMPAIGN_OPTIONS,
                                List.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        BareSender.class.getName(),
                                        String.valueOf(sink.port()),
                                        mails.toString(),
                                        String.valueOf(WARM_UP)))
                        .flatMap(List::stream)
                        .toList(),
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
