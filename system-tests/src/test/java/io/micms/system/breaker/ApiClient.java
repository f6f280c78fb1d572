package io.micms.system.breaker;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another system that uses the API with credentials of its own, honestly: it repeats a call until it has an answer, and changes
 * only what it has seen.
 */
final class ApiClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String token;

    /** @param attempts until there was an answer that did not ask for another */
    record Call(String what, Instant begun, Duration took, int attempts) {

        Instant ended() {
            return begun.plus(took);
        }
    }

    ApiClient(URI gateway, String clientId, String secret) {
        this.gateway = gateway;
        this.credentials =
                Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** @return the id of what was made or updated */
    String register(String path, String body) {
        HttpResponse<String> answer = call("POST", path, body, null);
        require(answer, List.of(200, 201));
        return JSON.readTree(answer.body()).path("id").asString();
    }

    void change(String path, String body) {
        while (true) {
            HttpResponse<String> seen = call("GET", path, null, null);
            require(seen, List.of(200));
            String tag = seen.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> answer = call("PATCH", path, body, tag);
            require(answer, List.of(200, 412));
            if (answer.statusCode() == 200) {
                return;
            }
        }
    }

    private static void require(HttpResponse<String> answer, List<Integer> wanted) {
        if (!wanted.contains(answer.statusCode())) {
            throw new IllegalStateException("%s %s was answered with %d: %s"
                    .formatted(answer.request().method(), answer.uri(), answer.statusCode(), answer.body()));
        }
    }

    /** Every call that has come to an end. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    private HttpResponse<String> call(String method, String path, @Nullable String body, @Nullable String ifMatch) {
        Instant begun = Instant.now();
        String last = "";
        for (int attempt = 1; Instant.now().isBefore(begun.plus(GIVEN_UP_AFTER)); attempt++) {
            try {
                HttpResponse<String> answer = attempt(method, path, body, ifMatch);
                int status = answer.statusCode();
                if (status == 401) {
                    token = null;
                } else if (status < 500 && status != 429) {
                    calls.add(new Call(method + " " + path, begun, Duration.between(begun, Instant.now()), attempt));
                    return answer;
                }
                last = status + " " + answer.body();
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            pause();
        }
        throw new IllegalStateException("%s %s was given up: %s".formatted(method, path, last));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> attempt(String method, String path, @Nullable String body, @Nullable String ifMatch)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("accept", "application/json")
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + token())
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws IOException, InterruptedException {
        String known = token;
        if (known != null) {
            return known;
        }
        String scopes =
                URLEncoder.encode("customers:read customers:write orders:read orders:write", StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(gateway.resolve("/oauth2/token"))
                        .timeout(PATIENCE)
                        .header("authorization", "Basic " + credentials)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scopes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("No token: %d %s".formatted(answer.statusCode(), answer.body()));
        }
        JsonNode issued = JSON.readTree(answer.body());
        String fresh = issued.path("access_token").asString();
        token = fresh;
        return fresh;
    }

    @Override
    public void close() {
        http.close();
    }
}
