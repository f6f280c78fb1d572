package io.micms.benchmarks.segments;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** From an order to an audience: 500 orders a second, 100 segments, 100,000 profiles. */
public final class AudiencesBenchmark implements Benchmark {

    /** {@code MICMS_BENCH_PROFILES} asks for another number, {@code MICMS_BENCH_ORDERS_PER_SECOND} for another rate. */
    private static final int CUSTOMERS = fromEnvironment("MICMS_BENCH_PROFILES", 100_000);

    private static final int SEGMENTS = 99;
    private static final int PER_SECOND = fromEnvironment("MICMS_BENCH_ORDERS_PER_SECOND", 500);
    private static final int WARM_UP = 30 * PER_SECOND;

    private static final int MEASURED = 40 * PER_SECOND;

    @Override
    public void run(Table results) throws Exception {
        Instant now = Instant.now();
        try (SegmentPlatform platform = SegmentPlatform.startTouched()) {
            platform.createSegments(Crowd.rules(SEGMENTS));
            String segment = platform.createSegment("Spent a million", LiveOrders.RULE);
            double rate = platform.addCustomers(0, CUSTOMERS, customer -> now.minus(Duration.ofMinutes(customer)));
            results.row("customers taken in and judged, a second", String.format(Locale.ROOT, "%,.0f", rate), "");
            LiveOrders.place(platform, segment, 0, WARM_UP, PER_SECOND);
            Map<String, Duration> before = processorTimes(platform);
            LiveOrders.Measured measured = LiveOrders.place(platform, segment, WARM_UP, MEASURED, PER_SECOND);
            results.row(
                    "%d orders/s, acknowledged to event, median / 99 %% / longest".formatted(PER_SECOND),
                    measured.event().toString(),
                    "< 50 / < 250 ms");
            results.row("the same until the API shows it", measured.visible().toString(), "< 50 / < 250 ms");
            results.row("without an event after two minutes", "" + measured.missing(), "0");
            processorTimes(platform)
                    .forEach((name, after) -> results.row(
                            "processor time an order, " + name,
                            String.format(Locale.ROOT, "%.0f µs", micros(after.minus(before.get(name)))),
                            ""));
        }
    }

    private static int fromEnvironment(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, "" + otherwise));
    }

    private static Map<String, Duration> processorTimes(SegmentPlatform platform) {
        Map<String, Duration> times = new TreeMap<>();
        platform.servers().forEach((name, server) -> times.put(name, server.processorTime()));
        times.put(
                "this process",
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
        return times;
    }

    private static double micros(Duration all) {
        return all.toNanos() / 1e3 / MEASURED;
    }
}
