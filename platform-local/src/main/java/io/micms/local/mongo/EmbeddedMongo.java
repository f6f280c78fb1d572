package io.micms.local.mongo;

import de.bwaldvogel.mongo.MongoServer;
import io.micms.local.LocalPorts;

/**
 * A server that speaks MongoDB's wire protocol, in this process, without sessions and transactions. Its data lives as long as the
 * process: for trying out and for tests only.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server that answers when this returns.
     *
     * @param port on the loopback address, 0 for any free one
     */
    public static EmbeddedMongo start(int port) {
        MongoServer server = new MongoServer(new LocalBackend());
        server.bind(LocalPorts.HOST, port);
        return new EmbeddedMongo(server, server.getLocalAddress().getPort());
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
