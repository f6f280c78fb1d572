package io.micms.local.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micms.local.LocalPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on the loopback address with a virtual thread per request. */
public final class LocalHttpServer implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request) throws Exception;
    }

    private record Route(String method, Pattern path, Handler handler) {}

    private static final Logger log = LoggerFactory.getLogger(LocalHttpServer.class);

    private final HttpServer server;
    private final List<Route> routes;

    private LocalHttpServer(HttpServer server, List<Route> routes) {
        this.server = server;
        this.routes = routes;
    }

    /** What a server answers; made before it starts. */
    public static final class Routes {
        private final List<Route> routes = new ArrayList<>();

        /** @param path with {@code *} for one segment, which {@link Request#segment} then gives */
        public Routes get(String path, Handler handler) {
            return add("GET", path, handler);
        }

        public Routes post(String path, Handler handler) {
            return add("POST", path, handler);
        }

        public Routes delete(String path, Handler handler) {
            return add("DELETE", path, handler);
        }

        /**
         * Starts the server.
         *
         * @param port 0 for any free one
         * @throws UncheckedIOException if the port is taken
         */
        public LocalHttpServer start(int port) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(LocalPorts.HOST, port), 0);
                server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                LocalHttpServer local = new LocalHttpServer(server, List.copyOf(routes));
                server.createContext("/", local::serve);
                server.start();
                return local;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot listen on " + LocalPorts.HOST + ":" + port, e);
            }
        }

        private Routes add(String method, String path, Handler handler) {
            String pattern = path.replace(".", "\\.").replace("*", "([^/]+)");
            routes.add(new Route(method, Pattern.compile(pattern), handler));
            return this;
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (Exception e) {
                log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                reply = Reply.text(500, "Internal error\n");
            }
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply answer(HttpExchange exchange) throws Exception {
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        boolean known = false;
        for (Route route : routes) {
            Matcher match = route.path().matcher(exchange.getRequestURI().getPath());
            if (match.matches()) {
                known = true;
                if (route.method().equals(method)) {
                    return route.handler().handle(Request.of(exchange, match));
                }
            }
        }
        return known ? Reply.text(405, "Method not allowed\n") : Reply.text(404, "Not found\n");
    }
}
