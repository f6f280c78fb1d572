package io.micms.benchmarks.delivery;

import com.mongodb.client.model.Filters;
import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.segments.Latencies;
import io.micms.benchmarks.segments.LiveOrders;
import io.micms.benchmarks.segments.SegmentPlatform;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a campaign that goes out does to live audiences: orders that bring their customers into a segment while nothing is
 * sent and while something is, in turns, after a round of each to warm up. The first that a service sees say more of its
 * start than of what a campaign does to it.
 */
public final class SendingBenchmark implements Benchmark {

    private static final int ROUNDS = 3;
    private static final int ORDERS_PER_SECOND = 50;

    /** A round; each order from a customer of its own. */
    private static final int ORDERS = 1_000;

    private static final int CUSTOMERS = 2 * (ROUNDS + 1) * ORDERS;
    private static final int SEGMENTS = 20;

    @Override
    public void run(Table results) throws Exception {
        try (Sink sink = new Sink();
                SegmentPlatform platform = SegmentPlatform.startTouched(
                        "-Dmicms.delivery.smtp.host=127.0.0.1", "-Dmicms.delivery.smtp.port=" + sink.port())) {
            platform.createSegments(SegmentPlatform.rules(SEGMENTS));
            String spent = platform.createSegment("Spent a million", LiveOrders.RULE);
            platform.addCustomers(0, CUSTOMERS, customer -> Instant.now());
            String segment = platform.createSegment("Willing", MailCampaign.WILLING);
            platform.awaitJudged();
            Rounds rounds = new Rounds(
                    platform,
                    sink,
                    segment,
                    spent,
                    platform.profiles().countDocuments(Filters.eq("memberOf", segment)));
            rounds.alone();
            rounds.whileSending();
            List<Latencies> alone = new ArrayList<>();
            List<Sent> during = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                alone.add(rounds.alone());
                during.add(rounds.whileSending());
            }
            rows(results, alone, during);
        }
    }

    /** @param perSecond mails that went out meanwhile */
    private record Sent(Latencies event, double perSecond) {}

    private static final class Rounds {

        private final SegmentPlatform platform;
        private final Sink sink;
        private final String segment;
        private final String spent;
        private final long members;
        private int next;

        Rounds(SegmentPlatform platform, Sink sink, String segment, String spent, long members) {
            this.platform = platform;
            this.sink = sink;
            this.segment = segment;
            this.spent = spent;
            this.members = members;
        }

        Latencies alone() throws Exception {
            LiveOrders.Measured measured = LiveOrders.place(platform, spent, next, ORDERS, ORDERS_PER_SECOND);
            next += ORDERS;
            if (measured.missing() > 0) {
                throw new IllegalStateException(measured.missing() + " orders came to nothing");
            }
            return measured.event();
        }

        /** As long as orders are placed there is something to send: again and again the same audience. */
        Sent whileSending() throws Exception {
            long taken = sink.taken();
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    long total = taken;
                    while (true) {
                        MailCampaign.launch(platform, MailCampaign.draft(platform, segment));
                        total += members;
                        sink.await(total);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    // There is enough now; what was launched goes out before the next round.
                }
            });
            sink.await(taken + 1);
            long before = sink.taken();
            long begin = System.nanoTime();
            Latencies event = alone();
            double perSecond = (sink.taken() - before) / ((System.nanoTime() - begin) / 1e9);
            sending.interrupt();
            sending.join();
            SegmentPlatform.await(() ->
                    platform.campaigns().get("?state=RUNNING").path("items").isEmpty());
            return new Sent(event, perSecond);
        }
    }

    private static void rows(Table results, List<Latencies> alone, List<Sent> during) {
        for (int round = 0; round < ROUNDS; round++) {
            Latencies before = alone.get(round);
            Sent sent = during.get(round);
            results.row("order to audience, nothing sent, median / 99 % / longest", before.toString(), "");
            results.row(
                    "order to audience, while campaigns are sent", sent.event().toString(), "");
            results.row("mails/s meanwhile", String.format(Locale.ROOT, "%,.0f", sent.perSecond()), "");
        }
        double before = Latencies.together(alone).quantile(0.99);
        double after =
                Latencies.together(during.stream().map(Sent::event).toList()).quantile(0.99);
        results.row(
                "99 % of all rounds, nothing sent / while campaigns are sent",
                String.format(Locale.ROOT, "%,.0f / %,.0f ms", before, after), "");
        results.row("ratio of the 99 %", String.format(Locale.ROOT, "%.2f", after / before), "≤ 1.2");
    }
}
