package io.micms.local.mongo;

import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.micms.local.mongo.journal.Change;
import io.micms.local.mongo.journal.Journal;
import io.micms.local.mongo.journal.JournalFailure;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands one at a time where they write, side by side where they read, and in the journal, if there is one, before they are answered. A
 * reply may hold stored documents, since those never change.
 */
final class EmbeddedBackend extends AbstractMongoBackend {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBackend.class);

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropindexes",
            "dropdatabase");

    private static final int LARGEST_BATCH = 10_000;
    private static final long EXPIRY_SECONDS = 60;
    private static final long COMPACTION_SECONDS = 1;
    /** How many times as long as what is needed of it a journal is when it is written anew. */
    private static final int LEAST_GARBAGE = 2;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mongo-housekeeping").factory());
    private volatile long worthCompacting;
    private @Nullable Journal journal;

    private EmbeddedBackend(Clock clock, long worthCompacting) {
        super(clock);
        this.worthCompacting = worthCompacting;
        version(ServerVersion.MONGO_5_0);
    }

    /** Data that ends with the process. */
    static EmbeddedBackend inMemory(Clock clock) {
        EmbeddedBackend backend = new EmbeddedBackend(clock, 0);
        backend.startHousekeeping();
        return backend;
    }

    /**
     * @param worthCompacting how many bytes the journal may have, however little of it is still needed
     * @throws JournalFailure if the directory's data cannot be had
     */
    static EmbeddedBackend in(Path directory, Journal.Durability durability, Clock clock, long worthCompacting) {
        EmbeddedBackend backend = new EmbeddedBackend(clock, worthCompacting);
        backend.journal = Journal.open(directory, durability, backend::restore);
        backend.startHousekeeping();
        return backend;
    }

    private void startHousekeeping() {
        housekeeping.scheduleWithFixedDelay(this::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
        housekeeping.scheduleWithFixedDelay(
                this::compactIfWorthIt, COMPACTION_SECONDS, COMPACTION_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected EmbeddedDatabase openOrCreateDatabase(String name) {
        return new EmbeddedDatabase(name, getCursorRegistry(), this::record);
    }

    private int record(Change change) {
        // While the journal is read, there is none yet to write to.
        return journal == null ? 0 : journal.record(change);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        Unsupported.refuse(command, query);
        return WRITES.contains(command.toLowerCase(Locale.ROOT))
                ? write(() -> answer(channel, databaseName, command, query))
                : read(() -> answer(channel, databaseName, command, query));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return read(() -> super.handleQuery(query));
    }

    private Document answer(Channel channel, String databaseName, String command, Document query) {
        return switch (command) {
            case "hello" ->
                super.handleCommand(channel, databaseName, "ismaster", query)
                        .append("isWritablePrimary", Boolean.TRUE)
                        .append("helloOk", Boolean.TRUE);
            case "listDatabases" -> listDatabases();
            default -> super.handleCommand(channel, databaseName, command, query);
        };
    }

    private Document listDatabases() {
        List<Document> found = new ArrayList<>();
        databases()
                .filter(database -> !database.collections().isEmpty())
                .forEach(database -> found.add(new Document("name", database.getDatabaseName())
                        .append("sizeOnDisk", database.getStorageSize())
                        .append("empty", false)));
        Document reply = new Document("databases", found);
        Utils.markOkay(reply);
        return reply;
    }

    private Stream<EmbeddedDatabase> databases() {
        return listDatabaseNames().stream().sorted().map(name -> (EmbeddedDatabase) resolveDatabase(name));
    }

    @Override
    protected Document handleGetMore(String databaseName, String command, Document query) {
        Document bounded = query.clone();
        bounded.putIfAbsent("batchSize", LARGEST_BATCH);
        return super.handleGetMore(databaseName, command, bounded);
    }

    private <T> T read(Supplier<T> action) {
        return run(lock.readLock(), action, Journal::written);
    }

    private <T> T write(Supplier<T> action) {
        return run(lock.writeLock(), action, Journal::commit);
    }

    /** Nobody is told, not even of what another one wrote, before it is as safe as was asked for. */
    private <T> T run(Lock held, Supplier<T> action, ToLongFunction<Journal> position) {
        Journal kept = journal;
        long seen = 0;
        try {
            held.lock();
            try {
                if (kept != null) {
                    kept.ensureSound();
                }
                try {
                    return action.get();
                } finally {
                    // What a command did before it failed is done.
                    seen = kept == null ? 0 : position.applyAsLong(kept);
                }
            } finally {
                held.unlock();
            }
        } finally {
            if (kept != null) {
                kept.awaitForced(seen);
            }
        }
    }

    private void restore(Change change, int bytes) {
        String namespace = change.namespace();
        EmbeddedDatabase database = (EmbeddedDatabase) resolveDatabase(Utils.getDatabaseNameFromFullName(namespace));
        String name = Utils.getCollectionNameFromFullName(namespace);
        switch (change) {
            case Change.CollectionCreated created -> database.forWriting(name);
            case Change.CollectionDropped dropped -> database.dropCollection(name, NoopOplog.get());
            case Change.IndexCreated created -> database.addIndex(created.description());
            case Change.IndexDropped dropped -> database.dropIndex(database.forWriting(name), dropped.name());
            case Change.DocumentPut put -> database.forWriting(name).restore(put.document(), bytes);
            case Change.DocumentRemoved removed -> database.forWriting(name).restoreRemoval(removed.id());
        }
    }

    /** Removes what TTL indexes say has expired. */
    void expire() {
        try {
            write(() -> {
                databases().forEach(database -> database.expire(getClock().instant()));
                return true;
            });
        } catch (RuntimeException e) {
            log.error("Expired documents could not be removed", e);
        }
    }

    private void compactIfWorthIt() {
        Journal kept = journal;
        if (kept == null || kept.length() <= worthCompacting) {
            return;
        }
        long before = kept.length();
        try {
            if (before > LEAST_GARBAGE * needed()) {
                compaction().finish();
                log.info("The journal went from {} to {} bytes", before, kept.length());
            }
        } catch (IOException | RuntimeException e) {
            worthCompacting = LEAST_GARBAGE * before;
            log.error("The journal could not be compacted; it goes on growing", e);
        }
    }

    private long needed() {
        lock.readLock().lock();
        try {
            return databases().mapToLong(EmbeddedDatabase::getStorageSize).sum();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Begins to write the journal anew; meanwhile everybody goes on. */
    Compaction compaction() throws IOException {
        Journal kept = Objects.requireNonNull(journal);
        long from;
        List<Change> state;
        lock.readLock().lock();
        try {
            from = kept.written();
            state = databases().flatMap(EmbeddedDatabase::state).toList();
        } finally {
            lock.readLock().unlock();
        }
        return new Compaction(kept.compact(from, state.stream()));
    }

    /** A new journal that is not yet in use. */
    final class Compaction {

        private final Journal.Compaction begun;

        private Compaction(Journal.Compaction begun) {
            this.begun = begun;
        }

        void finish() throws IOException {
            lock.writeLock().lock();
            try {
                begun.finish();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public void close() {
        // Not by interruption, which would close the file in the middle of its use.
        housekeeping.shutdown();
        try {
            if (!housekeeping.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("Housekeeping does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.writeLock().lock();
        try {
            super.close();
            if (journal != null) {
                journal.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
