package io.micms.platform.rejected;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import io.micms.platform.consuming.DeadLetter;
import io.micms.platform.consuming.Intake;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.PublishedDocument;
import io.micms.platform.rejected.RejectedRecord.Settlement;
import io.micms.platform.rejected.RejectedRecord.State;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

/** The records of a service's inbound topic that were put aside. */
public final class RejectedRecords {

    /** As long as the topic keeps them. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int DUPLICATE_KEY = 11000;
    private static final SortOptions SORTS = new SortOptions("-rejectedAt", Map.of("rejectedAt", "rejectedAt"));

    private final MongoTemplate mongo;
    private final KeysetPages pages;
    private final Intake<?, ?> intake;
    private final Identities identities;
    private final Clock clock;

    RejectedRecords(MongoTemplate mongo, KeysetPages pages, Intake<?, ?> intake, Identities identities, Clock clock) {
        this.mongo = mongo;
        this.pages = pages;
        this.intake = intake;
        this.identities = identities;
        this.clock = clock;
    }

    /** Keeps what is new; what came before stays as it is, settled or not. */
    void keep(List<DeadLetter> letters) {
        Instant now = clock.instant();
        List<InsertOneModel<Document>> inserts = letters.stream()
                .filter(letter -> letter.putAsideAt().plus(KEPT).isAfter(now))
                .map(letter -> {
                    Document bson = new Document();
                    mongo.getConverter()
                            .write(
                                    RejectedRecord.of(
                                            letter,
                                            identities,
                                            letter.putAsideAt().plus(KEPT)),
                                    bson);
                    return new InsertOneModel<>(bson);
                })
                .toList();
        if (inserts.isEmpty()) {
            return;
        }
        mongo.execute(RejectedRecord.class, collection -> {
            try {
                return collection.bulkWrite(inserts, new BulkWriteOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (e.getWriteConcernError() != null
                        || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)) {
                    throw e;
                }
                return e.getWriteResult();
            }
        });
    }

    /** @throws NotFound if there is none, or none any more */
    RejectedRecord get(String id) {
        return Optional.ofNullable(
                        mongo.findOne(Query.query(where("_id").is(id).andOperator(kept())), RejectedRecord.class))
                .orElseThrow(() -> new NotFound("rejected record " + id));
    }

    Page<RejectedRecord> page(State state, ListQuery list) {
        return pages.find(RejectedRecord.class, where("state").is(state).andOperator(kept()), list, SORTS);
    }

    long count(State state) {
        return mongo.count(Query.query(where("state").is(state).andOperator(kept())), RejectedRecord.class);
    }

    /** A TTL index takes its time. */
    private Criteria kept() {
        return where("expiresAt").gt(clock.instant());
    }

    /**
     * Takes in a mended record in the place of the rejected one, as of the instant at which that one was true.
     *
     * @throws NotFound if there is no such rejected record
     * @throws Conflict if it is settled already
     * @throws InvalidInput if the mended one cannot be taken either
     */
    RejectedRecord resubmit(String id, JsonNode mended, String by) {
        RejectedRecord rejected = get(id);
        if (rejected.state() != State.REJECTED) {
            throw settledAlready(rejected);
        }
        // Taken in first: whoever crashes in between is asked again, and taking it in twice makes no difference.
        Outcome<? extends PublishedDocument> outcome =
                intake.takeAll(List.of(mended), rejected.at()).getFirst();
        return switch (outcome) {
            case Outcome.Refused<?> refused -> throw new InvalidInput(refused.faults());
            case Outcome.Applied<? extends PublishedDocument> applied ->
                settle(
                        id,
                        State.RESUBMITTED,
                        new Settlement(by, clock.instant(), applied.document().id(), null));
        };
    }

    /**
     * @throws NotFound if there is no such rejected record
     * @throws Conflict if it is settled already
     */
    RejectedRecord discard(String id, @Nullable String reason, String by) {
        return settle(id, State.DISCARDED, new Settlement(by, clock.instant(), null, reason));
    }

    private RejectedRecord settle(String id, State state, Settlement settlement) {
        RejectedRecord settled = mongo.findAndModify(
                Query.query(where("_id").is(id).and("state").is(State.REJECTED).andOperator(kept())),
                new Update().set("state", state).set("settlement", settlement),
                FindAndModifyOptions.options().returnNew(true),
                RejectedRecord.class);
        if (settled == null) {
            throw settledAlready(get(id));
        }
        return settled;
    }

    private static Conflict settledAlready(RejectedRecord record) {
        return new Conflict("This record is %s already."
                .formatted(record.state() == State.DISCARDED ? "discarded" : "resubmitted"));
    }

    /**
     * A record that was put aside, for the person whom it names to read.
     *
     * @param record as text, as it came; null if there was none or it was too long to be put aside
     */
    public record Naming(
            String topic, Instant rejectedAt, @Nullable String record, List<Fault> reasons) {

        static Naming of(RejectedRecord rejected) {
            return new Naming(
                    rejected.topic(),
                    rejected.rejectedAt(),
                    rejected.value() == null ? null : new String(rejected.value(), StandardCharsets.UTF_8),
                    rejected.reasons());
        }
    }

    /**
     * What is held here of a person.
     *
     * @param texts the person's external ids and e-mails, in any case
     */
    public List<Naming> naming(Collection<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        Query theirs = Query.query(where("identities").in(Identities.of(texts)).andOperator(kept()));
        return mongo.find(theirs, RejectedRecord.class).stream().map(Naming::of).toList();
    }

    /**
     * Drops what is held of somebody who has a right to be forgotten. That a record was there stays, so that its letter
     * cannot bring it back.
     *
     * @param texts the person's external ids and e-mails, in any case
     */
    public void forget(Collection<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        Criteria theirs = where("identities").in(Identities.of(texts));
        mongo.updateMulti(
                Query.query(new Criteria().andOperator(theirs, where("state").is(State.REJECTED))),
                new Update()
                        .set("state", State.DISCARDED)
                        .set(
                                "settlement",
                                new Settlement(
                                        "erasure", clock.instant(), null, "The person that it is about was erased.")),
                RejectedRecord.class);
        mongo.updateMulti(
                Query.query(theirs),
                new Update()
                        .unset("key")
                        .unset("value")
                        .unset("data")
                        .set("headers", List.of())
                        .set("reasons", List.of())
                        .set("identities", List.of()),
                RejectedRecord.class);
    }
}
