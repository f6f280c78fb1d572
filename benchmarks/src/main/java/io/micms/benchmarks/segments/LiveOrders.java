package io.micms.benchmarks.segments;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Orders at a steady rate, each the first large one of its customer, who joins a segment by it. Measures from the broker's
 * acknowledgement to the event on {@code audiences}, and for one in two hundred until the API shows the member as well, unless
 * the looker is still at the one before: more would take the processor from what is measured.
 */
public final class LiveOrders {

    /** What it takes to be in the segment. */
    public static final Map<String, Object> RULE = Map.of(
            "combinator",
            "and",
            "rules",
            List.of(Map.of("field", "orders.total", "operator", ">=", "value", 1_000_000)));

    private static final String LARGE = "2000000.00";
    private static final int LOOKERS = 1;
    private static final int LOOKED_AT = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * @param event until the event
     * @param visible until the API shows the member, of those that were looked at
     * @param missing orders that came to nothing in time
     */
    public record Measured(Latencies event, Latencies visible, int missing) {}

    private LiveOrders() {}

    public static Measured place(SegmentPlatform platform, String segmentId, int first, int count, int perSecond)
            throws Exception {
        Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();
        Map<Integer, Long> visible = new ConcurrentHashMap<>();
        Semaphore lookers = new Semaphore(LOOKERS);
        try (Audiences audiences = new Audiences(platform.kafka(), segmentId);
                ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                int customer = first + i;
                CompletableFuture<Long> order =
                        platform.order(customer, 1, Instant.now().minusMillis(5), LARGE);
                order.thenAccept(at -> acknowledged.put(customer, at));
                if (i % LOOKED_AT == 0 && lookers.tryAcquire()) {
                    looking.submit(() -> {
                        try {
                            long at = order.get();
                            awaitShown(platform, segmentId, customer);
                            return visible.put(customer, System.nanoTime() - at);
                        } finally {
                            lookers.release();
                        }
                    });
                }
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end && !audiences.joined().keySet().containsAll(ids(first, count))) {
                Thread.sleep(50);
            }
            List<Long> latencies = new ArrayList<>();
            acknowledged.forEach((customer, at) -> {
                Long heard = audiences.joined().get(Crowd.id(customer));
                if (heard != null) {
                    latencies.add(heard - at);
                }
            });
            looking.shutdownNow();
            return new Measured(Latencies.of(latencies), Latencies.of(visible.values()), count - latencies.size());
        }
    }

    private static List<String> ids(int first, int count) {
        List<String> ids = new ArrayList<>();
        for (int customer = first; customer < first + count; customer++) {
            ids.add(Crowd.id(customer));
        }
        return ids;
    }

    private static void awaitShown(SegmentPlatform platform, String segmentId, int customer)
            throws IOException, InterruptedException {
        while (true) {
            for (JsonNode segment :
                    platform.api().get("/of/" + Crowd.id(customer)).path("items")) {
                if (segment.path("segmentId").asString().equals(segmentId)) {
                    return;
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
