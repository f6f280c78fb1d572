package io.micms.system.breaker;

import io.micms.local.LocalPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes on TCP connections from one port of this machine to another, and breaks them when it is told to. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int port;
    private final int target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private volatile boolean stalled;
    private volatile Duration delay = Duration.ZERO;
    private @Nullable ServerSocket listener;

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    static TcpProxy between(int port, int target) {
        TcpProxy proxy = new TcpProxy(port, target);
        proxy.listen();
        return proxy;
    }

    /** Resets every connection and refuses new ones. */
    synchronized void cut() {
        ServerSocket open = listener;
        listener = null;
        if (open != null) {
            close(open);
        }
        connections.forEach(Connection::reset);
    }

    /** Keeps connections and takes new ones, but lets nothing through. */
    void stall() {
        stalled = true;
    }

    /** Holds up everything that goes through, each way, for this long. */
    void delay(Duration each) {
        delay = each;
    }

    /** Ends whatever was broken; what a stall held back goes through. */
    synchronized void heal() {
        delay = Duration.ZERO;
        synchronized (gate) {
            stalled = false;
            gate.notifyAll();
        }
        if (listener == null) {
            listen();
        }
    }

    @Override
    public void close() {
        cut();
        synchronized (gate) {
            stalled = false;
            gate.notifyAll();
        }
    }

    private void listen() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getByName(LocalPorts.HOST), port));
            listener = opened;
            Thread.ofVirtual().name("proxy-" + port).start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + port, e);
        }
    }

    private void accept(ServerSocket from) {
        while (true) {
            Socket client;
            try {
                client = from.accept();
            } catch (IOException e) {
                return;
            }
            Thread.ofVirtual().start(() -> connect(client, from));
        }
    }

    private void connect(Socket client, ServerSocket from) {
        Connection connection = new Connection(client, new Socket());
        connections.add(connection);
        try {
            connection.server.connect(new InetSocketAddress(InetAddress.getByName(LocalPorts.HOST), target));
            if (from.isClosed()) {
                connection.reset();
                return;
            }
            Thread back = Thread.ofVirtual().start(() -> connection.pump(connection.server, client));
            connection.pump(client, connection.server);
            back.join();
        } catch (IOException e) {
            connection.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            close(client);
            close(connection.server);
        }
    }

    private void pass() throws InterruptedException {
        synchronized (gate) {
            while (stalled) {
                gate.wait();
            }
        }
        Thread.sleep(delay);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // Nobody is left to tell.
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    pass();
                    out.write(buffer, 0, read);
                }
                pass();
                to.shutdownOutput();
            } catch (IOException e) {
                reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            }
        }

        /** With RST, so that the other side does not take it for an orderly end. */
        void reset() {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // It is closed already.
                }
                close(socket);
            }
        }

        private void close(Socket socket) {
            TcpProxy.close(socket);
        }
    }
}
