package io.micms.benchmarks.segments;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What time alone brings about: a single member at a moment, then 100,000 in the same minute, with orders meanwhile. */
public final class TransitionsBenchmark implements Benchmark {

    private static final int CUSTOMERS = 100_000;
    private static final int SEGMENTS = 98;
    private static final int SINGLE = 20;
    private static final Duration BETWEEN_SINGLES = Duration.ofSeconds(3);

    /** For the new segments to be worked out before anybody falls due. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private static final int ORDERS = 3_000;
    private static final int ORDERS_PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Override
    public void run(Table results) throws Exception {
        Instant begin = Instant.now().minus(Duration.ofHours(1));
        try (SegmentPlatform platform = SegmentPlatform.start()) {
            platform.createSegments(Crowd.rules(SEGMENTS));
            String spent = platform.createSegment("Spent a million", LiveOrders.RULE);
            // All of them within a minute; the single ones come up before.
            platform.addCustomers(
                    0,
                    CUSTOMERS + SINGLE,
                    customer -> customer < CUSTOMERS
                            ? begin.plusMillis(customer * 60_000L / CUSTOMERS)
                            : begin.minus(BETWEEN_SINGLES.multipliedBy(CUSTOMERS + SINGLE - customer)));
            long seconds = Duration.between(begin, Instant.now().plus(AHEAD)).toSeconds();
            String segment = platform.createSegment(
                    "Not new any more",
                    Map.of(
                            "combinator",
                            "and",
                            "rules",
                            List.of(Map.of(
                                    "field",
                                    "createdAt",
                                    "operator",
                                    "notWithinLast",
                                    "value",
                                    "PT" + seconds + "S"))));
            try (Audiences audiences = new Audiences(platform.kafka(), segment)) {
                platform.awaitJudged();
                // The two clocks at one moment.
                Instant nowAt = Instant.now();
                long now = System.nanoTime();
                Instant due = begin.plusSeconds(seconds);
                if (!Instant.now().isBefore(due.minus(BETWEEN_SINGLES.multipliedBy(SINGLE + 1)))) {
                    results.row("the segment was not worked out in time", "-", "");
                }
                Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
                LiveOrders.Measured orders = LiveOrders.place(platform, spent, 0, ORDERS, ORDERS_PER_SECOND);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (audiences.joined().size() < CUSTOMERS + SINGLE && System.nanoTime() < end) {
                    Thread.sleep(100);
                }
                List<Long> single = new ArrayList<>();
                List<Long> many = new ArrayList<>();
                long last = 0;
                for (int customer = 0; customer < CUSTOMERS + SINGLE; customer++) {
                    Long heard = audiences.joined().get(Crowd.id(customer));
                    if (heard == null) {
                        continue;
                    }
                    Instant createdAt = customer < CUSTOMERS
                            ? begin.plusMillis(customer * 60_000L / CUSTOMERS)
                            : begin.minus(BETWEEN_SINGLES.multipliedBy(CUSTOMERS + SINGLE - customer));
                    long dueAt = now
                            + Duration.between(nowAt, createdAt.plusSeconds(seconds))
                                    .toNanos();
                    (customer < CUSTOMERS ? many : single).add(heard - dueAt);
                    last = Math.max(last, heard);
                }
                results.row(
                        "a single one, due to event, median / 99 % / longest",
                        Latencies.of(single).toString(), "< 2 s");
                double taken = (last - now - Duration.between(nowAt, due).toNanos()) / 1e9;
                results.row(
                        "100,000 in a minute, worked off, profiles/s",
                        String.format(Locale.ROOT, "%,.0f", many.size() / taken),
                        "");
                results.row(
                        "  due to event, median / 99 % / longest",
                        Latencies.of(many).toString(), "");
                results.row("  without an event", "" + (CUSTOMERS + SINGLE - many.size() - single.size()), "0");
                results.row(
                        "orders meanwhile, %d/s, acknowledged to event, median / 99 %% / longest"
                                .formatted(ORDERS_PER_SECOND),
                        orders.event().toString(),
                        "");
            }
        }
    }
}
