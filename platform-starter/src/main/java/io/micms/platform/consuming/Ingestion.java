package io.micms.platform.consuming;

import io.micms.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Applies what other systems say to the documents that it is about, a batch at a time: reads what is known once, applies
 * record after record, writes with one bulk operation, and repeats what another writer came before.
 *
 * <p>Records are applied in the order in which they come. Who is meant by one may depend on those before it, and must not
 * depend on where a batch ends.
 */
public final class Ingestion<R, D> {

    /** A record from further ahead would win over every honest one until its day comes. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    private static final int ATTEMPTS = 10;
    private final Statement<R> statement;
    private final Function<List<R>, Known<R, D>> reader;
    private final Function<Collection<D>, Collection<D>> writer;
    private final Clock clock;

    /** When a record was true, given the time of its envelope. */
    @FunctionalInterface
    public interface Statement<R> {
        Instant at(R record, Instant envelope);
    }

    /** The documents that some records may be about. */
    @FunctionalInterface
    public interface Known<R, D> {

        /**
         * Applies a record to the document that it is about, or makes that document.
         *
         * @param at when the record was true
         * @param now when it arrived here
         * @throws InvalidInput if it cannot be applied
         */
        Outcome.Applied<D> take(R record, Instant at, Instant now);
    }

    /**
     * @param reader finds what is known of some records
     * @param writer writes documents and returns those that another writer came before
     */
    public Ingestion(
            Statement<R> statement,
            Function<List<R>, Known<R, D>> reader,
            Function<Collection<D>, Collection<D>> writer,
            Clock clock) {
        this.statement = statement;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /** @throws InvalidInput if the instant is further ahead than clocks differ */
    public static void requireCredible(Instant at, Instant now) {
        if (at.isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            throw new InvalidInput("/updatedAt", "The record is from the future: %s.".formatted(at));
        }
    }

    /**
     * Applies a batch.
     *
     * @return what became of each record, in the same order, with the documents as they are written
     */
    public List<Outcome<D>> take(List<Received<R>> batch) {
        Instant now = clock.instant();
        Map<Received<R>, Outcome<D>> outcomes = new IdentityHashMap<>();
        List<Received<R>> pending = batch;
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new ConcurrencyFailureException(
                        "Other writers came first %d times over %d records".formatted(ATTEMPTS, pending.size()));
            }
            pending = apply(pending, now, outcomes);
        }
        return batch.stream().map(outcomes::get).toList();
    }

    /** @return the records whose documents another writer has changed in the meantime */
    private List<Received<R>> apply(List<Received<R>> records, Instant now, Map<Received<R>, Outcome<D>> outcomes) {
        Known<R, D> known = reader.apply(records.stream().map(Received::body).toList());
        Map<Received<R>, D> concerned = new IdentityHashMap<>();
        Set<D> changed = new LinkedHashSet<>();
        for (Received<R> received : records) {
            try {
                Instant at = statement.at(received.body(), received.time());
                requireCredible(at, now);
                Outcome.Applied<D> applied = known.take(received.body(), at, now);
                outcomes.put(received, applied);
                concerned.put(received, applied.document());
                if (applied.changed()) {
                    changed.add(applied.document());
                }
            } catch (InvalidInput e) {
                outcomes.put(received, Outcome.Refused.by(e));
            }
        }
        Set<D> unwritten = new HashSet<>(writer.apply(changed));
        return records.stream()
                .filter(received -> unwritten.contains(concerned.get(received)))
                .toList();
    }
}
