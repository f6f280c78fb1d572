package io.micms.benchmarks.segments;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Previews over 200,000 customers. */
public final class PreviewBenchmark implements Benchmark {

    private static final int CUSTOMERS = 200_000;
    private static final int TIMES = 20;

    /** For the same question over and over; what takes longer is asked less often than {@link #TIMES}. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public void run(Table results) throws Exception {
        Instant now = Instant.now();
        try (SegmentPlatform platform = SegmentPlatform.start()) {
            platform.createSegments(Crowd.rules(10));
            platform.addCustomers(0, CUSTOMERS, customer -> now.minus(Duration.ofMinutes(customer)));
            Map<String, Object> profile = all(
                    Map.of("field", "country", "operator", "=", "value", "country3"),
                    Map.of("field", "attributes.points", "operator", ">=", "value", 2_500),
                    Map.of("field", "tags", "operator", "notIn", "value", List.of("tag1")));
            preview(platform, "a rule of profile fields, exact", profile, true, "< 300 ms", results);
            preview(platform, "the same while typing", profile, false, "", results);
            Map<String, Object> counted = all(
                    Map.of("field", "country", "operator", "=", "value", "country3"),
                    Map.of("field", "orders.count", "operator", "=", "value", 0, "within", "P17D"));
            preview(platform, "a rule with orders that nothing counts, while typing", counted, false, "", results);
            preview(platform, "the same, exact", counted, true, "", results);
        }
    }

    @SafeVarargs
    private static Map<String, Object> all(Map<String, Object>... conditions) {
        return Map.of("combinator", "and", "rules", List.of(conditions));
    }

    private static void preview(
            SegmentPlatform platform,
            String what,
            Map<String, Object> rule,
            boolean exact,
            String target,
            Table results)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        JsonNode answer = null;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = -TIMES / 2; i < TIMES && (i < 3 || System.nanoTime() < end); i++) {
            long begin = System.nanoTime();
            answer = platform.api().post("/preview", Map.of("rule", rule, "exact", exact));
            if (i >= 0) {
                nanos.add(System.nanoTime() - begin);
            }
        }
        results.row(what + ", median / 99 % / longest", Latencies.of(nanos).toString(), target);
        results.row(
                "  its answer",
                String.format(
                        Locale.ROOT,
                        "%,d%s",
                        answer.path("count").asLong(),
                        answer.path("exact").asBoolean()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", %,d to %,d",
                                        answer.path("low").asLong(),
                                        answer.path("high").asLong())),
                "");
    }
}
