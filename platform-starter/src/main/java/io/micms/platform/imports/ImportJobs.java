package io.micms.platform.imports;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.NotFound;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.data.mongodb.gridfs.GridFsTemplate;

/** All imports of a service, their files and their refused rows. */
final class ImportJobs {

    /** Longer than any chunk takes: whoever has not come further by then has died, and another goes on. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final SortOptions SORTS = new SortOptions("-createdAt", Map.of("createdAt", "createdAt"));
    private static final int BATCH = 500;

    /** As long as dead letters are. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final MongoTemplate mongo;
    private final GridFsTemplate files;
    private final KeysetPages pages;
    private final Clock clock;

    ImportJobs(MongoTemplate mongo, GridFsTemplate files, KeysetPages pages, Clock clock) {
        this.mongo = mongo;
        this.files = files;
        this.pages = pages;
        this.clock = clock;
    }

    ObjectId store(InputStream content, String fileName) {
        return files.store(content, fileName);
    }

    void deleteFile(ObjectId fileId) {
        files.delete(Query.query(where("_id").is(fileId)));
    }

    InputStream open(ObjectId fileId) {
        try {
            return files.getResource(Objects.requireNonNull(
                            files.findOne(Query.query(where("_id").is(fileId)))))
                    .getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void insert(ImportJob job) {
        mongo.insert(job);
    }

    /** @throws NotFound if there is none */
    ImportJob get(String id) {
        return Optional.ofNullable(mongo.findById(id, ImportJob.class)).orElseThrow(() -> new NotFound("import " + id));
    }

    Page<ImportJob> page(ListQuery list) {
        return pages.find(ImportJob.class, new Criteria(), list, SORTS);
    }

    /** @throws Conflict if it has been started */
    ImportJob map(String id, TableFormat format, List<String> columns, List<@Nullable String> mapping) {
        return change(
                id,
                List.of(ImportJob.State.UPLOADED),
                new Update().set("format", format).set("columns", columns).set("mapping", mapping),
                "An import that has been started keeps its mapping.");
    }

    /** @throws Conflict if it has been started before */
    ImportJob start(String id) {
        Instant now = clock.instant();
        return change(
                id,
                List.of(ImportJob.State.UPLOADED),
                new Update()
                        .set("state", ImportJob.State.RUNNING)
                        .set("startedAt", now)
                        .set("leaseUntil", now),
                "This import has been started before.");
    }

    /** @throws Conflict if it has ended */
    ImportJob cancel(String id) {
        return change(
                id,
                List.of(ImportJob.State.UPLOADED, ImportJob.State.RUNNING),
                new Update().set("state", ImportJob.State.CANCELLED).set("endedAt", clock.instant()),
                "This import has ended.");
    }

    private ImportJob change(String id, List<ImportJob.State> from, Update update, String otherwise) {
        ImportJob changed = mongo.findAndModify(
                Query.query(where("_id").is(id).and("state").in(from)),
                update,
                FindAndModifyOptions.options().returnNew(true),
                ImportJob.class);
        if (changed == null) {
            get(id);
            throw new Conflict(otherwise);
        }
        return changed;
    }

    /** Forgets imports that nobody has looked at for long, with their files and refused rows: both tell of people. */
    void forgetOld() {
        Query old = Query.query(where("createdAt")
                        .lt(clock.instant().minus(KEPT))
                        .and("state")
                        .ne(ImportJob.State.RUNNING))
                .limit(BATCH);
        for (ImportJob job : mongo.find(old, ImportJob.class)) {
            deleteFile(job.fileId());
            mongo.remove(refusedIn(job.id()), ImportJob.Rejection.class);
            mongo.remove(Query.query(where("_id").is(job.id()).and("state").is(job.state())), ImportJob.class);
        }
    }

    /** Takes an import that nobody works on, or whose worker has died. */
    Optional<ImportJob> claim() {
        Instant now = clock.instant();
        return Optional.ofNullable(mongo.findAndModify(
                Query.query(where("state")
                        .is(ImportJob.State.RUNNING)
                        .and("leaseUntil")
                        .lte(now)),
                Update.update("leaseUntil", now.plus(LEASE)),
                FindAndModifyOptions.options().returnNew(true),
                ImportJob.class));
    }

    /**
     * Notes that more rows are done, and renews the lease.
     *
     * @return the import as it is now; empty if it was cancelled or another instance has taken it over
     */
    Optional<ImportJob> advance(ImportJob held, int rows, int rejected, long bytesRead) {
        return whileHeld(
                held,
                new Update()
                        .set("rows", held.rows() + rows)
                        .set("rejected", held.rejected() + rejected)
                        .set("bytesRead", bytesRead)
                        .set("leaseUntil", clock.instant().plus(LEASE)));
    }

    Optional<ImportJob> end(ImportJob held, ImportJob.State state, @Nullable String failure) {
        Update update =
                new Update().set("state", state).set("endedAt", clock.instant()).unset("leaseUntil");
        return whileHeld(
                held, failure == null ? update.set("bytesRead", held.bytes()) : update.set("failure", failure));
    }

    private Optional<ImportJob> whileHeld(ImportJob held, Update update) {
        return Optional.ofNullable(mongo.findAndModify(
                Query.query(where("_id")
                        .is(held.id())
                        .and("state")
                        .is(ImportJob.State.RUNNING)
                        .and("leaseUntil")
                        .is(held.leaseUntil())),
                update,
                FindAndModifyOptions.options().returnNew(true),
                ImportJob.class));
    }

    /** Keeps refused rows; one that is kept already is kept once. */
    void reject(List<ImportJob.Rejection> rejections) {
        if (rejections.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, ImportJob.Rejection.class);
        rejections.forEach(rejection -> bulk.replaceOne(
                Query.query(where("_id").is(rejection.id())),
                rejection,
                FindAndReplaceOptions.options().upsert()));
        bulk.execute();
    }

    /** The refused rows in the order of the file; to be closed. */
    Stream<ImportJob.Rejection> rejections(String id) {
        return mongo.stream(refusedIn(id).with(Sort.by("_id")).cursorBatchSize(BATCH), ImportJob.Rejection.class);
    }

    private static Query refusedIn(String id) {
        // From one below to one above what follows the id in those of its rows.
        return Query.query(where("_id").gt(id + ":").lt(id + ";"));
    }
}
