package io.micms.benchmarks.segments;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A new segment over 100,000 profiles that are there, next to 100 others. */
public final class RebuildBenchmark implements Benchmark {

    private static final int CUSTOMERS = 100_000;
    private static final int SEGMENTS = 100;

    @Override
    public void run(Table results) throws Exception {
        Instant now = Instant.now();
        try (SegmentPlatform platform = SegmentPlatform.start()) {
            platform.createSegments(Crowd.rules(SEGMENTS));
            platform.addCustomers(0, CUSTOMERS, customer -> now.minus(Duration.ofMinutes(customer)));
            rebuild(
                    platform,
                    "by what profiles hold",
                    Map.of("field", "attributes.points", "operator", ">", "value", 5_000),
                    results);
            rebuild(
                    platform,
                    "by orders that were not counted before",
                    Map.of("field", "orders.count", "operator", "=", "value", 0, "within", "P45D"),
                    results);
        }
    }

    private static void rebuild(SegmentPlatform platform, String what, Map<String, Object> condition, Table results)
            throws Exception {
        Duration service = platform.campaignService().processorTime();
        Duration database = platform.mongodb().processorTime();
        long begin = System.nanoTime();
        platform.createSegment(what, Map.of("combinator", "and", "rules", List.of(condition)));
        platform.awaitJudged();
        double seconds = (System.nanoTime() - begin) / 1e9;
        results.row(
                "profiles judged, written and told of, a second, " + what,
                String.format(Locale.ROOT, "%,.0f", CUSTOMERS / seconds),
                "");
        results.row(
                "processor time a profile, campaign-service / database",
                String.format(
                        Locale.ROOT,
                        "%.0f / %.0f µs",
                        platform.campaignService()
                                        .processorTime()
                                        .minus(service)
                                        .toNanos()
                                / 1e3
                                / CUSTOMERS,
                        platform.mongodb().processorTime().minus(database).toNanos() / 1e3 / CUSTOMERS),
                "");
    }
}
