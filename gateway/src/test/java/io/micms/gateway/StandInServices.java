package io.micms.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * auth-service's token endpoint as its contract has it, above all that a refresh token works once and that using it again ends the
 * sign-in; and services that answer with what they were sent.
 */
final class StandInServices implements AutoCloseable {

    private final HttpServer server;
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    final List<Map<String, String>> exchanges = new CopyOnWriteArrayList<>();
    final List<String> revoked = new CopyOnWriteArrayList<>();
    final AtomicInteger refreshes = new AtomicInteger();
    volatile int expiresIn = 60;
    volatile List<String> roles = List.of("ADMIN");
    volatile boolean away;
    volatile boolean ended;

    StandInServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/token", this::token);
        server.createContext("/oauth2/revoke", exchange -> {
            revoked.add(form(exchange).get("token"));
            answer(exchange, 200, Map.of());
        });
        server.createContext("/", StandInServices::echo);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void reset() {
        live.clear();
        exchanges.clear();
        revoked.clear();
        refreshes.set(0);
        expiresIn = 60;
        roles = List.of("ADMIN");
        away = false;
        ended = false;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        if (away) {
            answer(exchange, 503, Map.of("error", "temporarily_unavailable"));
            return;
        }
        switch (form.getOrDefault("grant_type", "")) {
            case "urn:ietf:params:oauth:grant-type:token-exchange" -> {
                exchanges.add(form);
                String email = claim(form.get("subject_token"), "email");
                if (email.startsWith("eve")) {
                    answer(exchange, 400, Map.of("error", "access_denied", "error_description", "not invited"));
                } else {
                    answer(exchange, 200, tokens(email));
                }
            }
            case "refresh_token" -> {
                refreshes.incrementAndGet();
                String presented = form.get("refresh_token");
                if (ended || !live.remove(presented)) {
                    answer(exchange, 400, Map.of("error", "invalid_grant", "error_description", "over"));
                } else {
                    answer(exchange, 200, tokens("ada@example.com"));
                }
            }
            default -> echo(exchange);
        }
    }

    private Map<String, Object> tokens(String email) {
        String refreshToken = UUID.randomUUID().toString();
        live.add(refreshToken);
        String claims = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "sub",
                        "person-1",
                        "name",
                        "Ada Lovelace",
                        "email",
                        email,
                        "roles",
                        roles,
                        "n",
                        numbers.incrementAndGet()));
        String accessToken =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".s";
        return Map.of("access_token", accessToken, "expires_in", expiresIn, "refresh_token", refreshToken);
    }

    private static String claim(String jwt, String name) {
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]))
                .path(name)
                .asString();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("method", exchange.getRequestMethod());
        seen.put("uri", exchange.getRequestURI().toString());
        seen.put("body", new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
        seen.put("headers", headers);
        exchange.getResponseHeaders().set("ETag", "\"7\"");
        answer(exchange, 200, seen);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return Arrays.stream(body.split("&"))
                .filter(field -> !field.isEmpty())
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
