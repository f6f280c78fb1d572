package io.micms.campaign.tracking;

import io.micms.campaign.delivery.Feedback;
import io.micms.campaign.delivery.Links;
import io.micms.campaign.delivery.Receipts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Counts opens and clicks. Right after a send they come by the thousand, so those that arrive while others are being
 * recorded are recorded together, with one reading and one write. Whoever asked is told when theirs is in the database.
 */
@Service
public class Tracking {

    private static final Logger log = LoggerFactory.getLogger(Tracking.class);
    private static final int TOGETHER = 200;
    private static final int WAITING_AT_MOST = 20_000;
    private static final Duration REST = Duration.ofMillis(500);

    private final Links links;
    private final Receipts receipts;
    private final MeterRegistry meters;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private final Thread thread;
    private volatile boolean ended;

    private record Waiting(Receipts.Look look, CompletableFuture<Void> recorded) {}

    Tracking(Links links, Receipts receipts, MeterRegistry meters, Clock clock) {
        this.links = links;
        this.receipts = receipts;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("micms.tracking.waiting", queue, BlockingQueue::size);
        this.thread = Thread.ofVirtual().name("tracking").start(this::run);
    }

    /**
     * A mail's image was asked for.
     *
     * @return when it is recorded; empty for a token that is none of ours
     */
    public Optional<CompletableFuture<Void>> opened(String token, @Nullable String userAgent) {
        return links.opening(token).map(messageId -> add(messageId, Feedback.Kind.OPENED, userAgent));
    }

    /** Where a link leads, and when it is recorded that somebody followed it. */
    public record Click(String url, CompletableFuture<Void> recorded) {}

    /** @return empty for a token that is none of ours */
    public Optional<Click> clicked(String token, @Nullable String userAgent) {
        return links.clicking(token)
                .map(click -> new Click(
                        click.url(),
                        click.isOfTest()
                                ? CompletableFuture.completedFuture(null)
                                : add(click.messageId(), Feedback.Kind.CLICKED, userAgent)));
    }

    private CompletableFuture<Void> add(String messageId, Feedback.Kind kind, @Nullable String userAgent) {
        Instant now = clock.instant();
        CompletableFuture<Void> recorded = new CompletableFuture<>();
        Receipts.Look look =
                new Receipts.Look(messageId, kind, now, sentAt -> Machines.isMachine(userAgent, sentAt, now));
        if (!queue.offer(new Waiting(look, recorded))) {
            meters.counter("micms.tracking.refused").increment();
            recorded.completeExceptionally(new IllegalStateException("Too many opens and clicks wait"));
        }
        return recorded;
    }

    private void run() {
        while (!ended || !queue.isEmpty()) {
            List<Waiting> batch = new ArrayList<>();
            try {
                Waiting first = queue.poll(REST.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(batch, TOGETHER - 1);
            record(batch);
        }
    }

    /** Until it is done: what was promised to be recorded is, be the database away for a while. */
    private void record(List<Waiting> batch) {
        while (true) {
            try {
                receipts.looked(batch.stream().map(Waiting::look).toList());
                batch.forEach(one -> one.recorded().complete(null));
                return;
            } catch (RuntimeException e) {
                log.warn(
                        "{} opens and clicks could not be recorded, which is repeated: {}", batch.size(), e.toString());
                if (ended || !rest()) {
                    batch.forEach(one -> one.recorded().completeExceptionally(e));
                    return;
                }
            }
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(REST);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What waits is recorded still. */
    @PreDestroy
    void end() {
        ended = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
