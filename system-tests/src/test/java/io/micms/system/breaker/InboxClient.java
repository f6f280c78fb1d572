package io.micms.system.breaker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the inbox page by page, as there is more in it than fits into one answer. */
final class InboxClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PAGE = 1_000;

    private final URI inbox;
    private final HttpClient http = HttpClient.newHttpClient();

    InboxClient(URI inbox) {
        this.inbox = inbox;
    }

    /**
     * Mails without what they say, newest first.
     *
     * @param wanted whether to read on
     */
    void mails(Predicate<JsonNode> wanted) {
        read("channel=email&bodies=false", wanted);
    }

    /**
     * Text messages, newest first.
     *
     * @param wanted whether to read on
     */
    void texts(Predicate<JsonNode> wanted) {
        read("channel=sms", wanted);
    }

    private void read(String query, Predicate<JsonNode> wanted) {
        String cursor = "";
        do {
            JsonNode page = get("/api/messages?limit=%d&%s&cursor=%s".formatted(PAGE, query, cursor));
            for (JsonNode message : page.path("items")) {
                if (!wanted.test(message)) {
                    return;
                }
            }
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(inbox.resolve(path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "The inbox answers %d: %s".formatted(answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
