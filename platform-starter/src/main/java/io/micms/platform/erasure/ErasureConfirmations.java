package io.micms.platform.erasure;

import io.micms.platform.publishing.EventSender;
import io.micms.platform.publishing.OutgoingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.KafkaException;

/**
 * Tells the world that this service holds nothing personal of some customers any more. Nothing remembers what was
 * confirmed: whoever consumes the erasure waits here for the acknowledgement before the offset is let go, so it is
 * confirmed at least once.
 */
public final class ErasureConfirmations {

    private static final String CONFIRMED = "erasure.confirmed.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventSender events;
    private final String topic;
    private final String service;
    private final Clock clock;

    ErasureConfirmations(EventSender events, String topic, String service, Clock clock) {
        this.events = events;
        this.topic = topic;
        this.service = service;
        this.clock = clock;
    }

    /**
     * A customer who was erased.
     *
     * @param version of the event that said so
     */
    public record Erased(String customerId, long version) {}

    /** The wire form. */
    record Confirmation(String customerId, String service, long version, Instant confirmedAt) {}

    /**
     * To be called when everything is scrubbed and written; returns when Kafka has acknowledged it.
     *
     * @throws KafkaException if it did not, so that the batch is delivered again
     */
    public void confirm(Collection<Erased> erased) {
        List<CompletableFuture<Void>> sends =
                erased.stream().distinct().map(this::send).toList();
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while confirming erasures", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Erasures could not be confirmed", e);
        }
    }

    private CompletableFuture<Void> send(Erased erased) {
        Instant now = clock.instant();
        return events.send(new OutgoingEvent(
                topic,
                erased.customerId() + ":" + service,
                erased.customerId(),
                CONFIRMED,
                erased.version(),
                now,
                new Confirmation(erased.customerId(), service, erased.version(), now)));
    }
}
