package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.micms.local.LocalPorts;
import io.micms.local.mongo.journal.Journal.Durability;
import io.micms.local.mongo.journal.JournalFailure;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A server that speaks MongoDB's wire protocol, in this process, without sessions and transactions: for trying out and for tests only.
 * Its documents are in the heap, so it holds as much as fits there.
 */
public final class EmbeddedMongo implements AutoCloseable {

    /** A connection keeps its thread, which waits while the disk is written. */
    private static final int THREADS = 16;

    private static final long WORTH_COMPACTING = 32L << 20;

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(EmbeddedBackend backend, int port) {
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(LocalPorts.HOST, port), 1, THREADS);
        this.port = server.getLocalAddress().getPort();
    }

    /**
     * Starts a server that answers when this returns, and whose data ends with it.
     *
     * @param port on the loopback address, 0 for any free one
     */
    public static EmbeddedMongo start(int port) {
        return new EmbeddedMongo(EmbeddedBackend.inMemory(Clock.systemUTC()), port);
    }

    /** A server on the data of a directory that survives {@code kill -9}, and a loss of power but for the last moment. */
    public static EmbeddedMongo start(Path directory, int port) {
        return start(directory, port, Durability.WRITTEN);
    }

    /**
     * Starts a server on the data of a directory.
     *
     * @param directory made if it is not there; one process can use it at a time
     * @param port on the loopback address, 0 for any free one
     * @param durability what an answer to a writer means
     * @throws JournalFailure if another process uses the directory, or its data is damaged
     */
    public static EmbeddedMongo start(Path directory, int port, Durability durability) {
        return new EmbeddedMongo(EmbeddedBackend.in(directory, durability, Clock.systemUTC(), WORTH_COMPACTING), port);
    }

    /** A connection string without a database name. */
    public String uri() {
        return "mongodb://" + LocalPorts.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
