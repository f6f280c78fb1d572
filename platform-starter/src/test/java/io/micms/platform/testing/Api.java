package io.micms.platform.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A service's API as one caller sees it. Every answer is an answer: none becomes an exception.
 *
 * @param authorization as {@link TestTokens} make it; null for a stranger
 */
public record Api(int port, @Nullable String authorization) {

    /** @param path with its query, percent-encoded */
    public ResponseEntity<JsonNode> get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    public ResponseEntity<JsonNode> post(String path, @Nullable String json) {
        return call(HttpMethod.POST, path, json);
    }

    /**
     * @param json may have single quotes for double ones
     * @param headers names and values in turn
     */
    public ResponseEntity<JsonNode> call(HttpMethod method, String path, @Nullable String json, String... headers) {
        return send(
                method,
                path,
                MediaType.APPLICATION_JSON,
                json == null ? null : json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                headers);
    }

    public ResponseEntity<JsonNode> send(
            HttpMethod method, String path, MediaType type, byte @Nullable [] body, String... headers) {
        RestClient.RequestBodySpec request = request(method, path, headers);
        if (body != null) {
            request.contentType(type).body(body);
        }
        return request.retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(JsonNode.class);
    }

    /**
     * Posts JSON without saying how long it is.
     *
     * @param headers names and values in turn
     */
    public ResponseEntity<JsonNode> sendChunked(String path, byte[] json, String... headers) {
        return request(HttpMethod.POST, path, headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(stream -> stream.write(json))
                .retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(JsonNode.class);
    }

    private RestClient.RequestBodySpec request(HttpMethod method, String path, String... headers) {
        RestClient.RequestBodySpec request =
                RestClient.create().method(method).uri(URI.create("http://localhost:" + port + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }
}
