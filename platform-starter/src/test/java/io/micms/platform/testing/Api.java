package io.micms.platform.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A service's API as one caller sees it. Every answer is an answer: none becomes an exception. */
public final class Api {

    private final RestClient client;
    private final int port;

    /** @param authorization as {@link TestTokens} make it */
    public Api(int port, String authorization) {
        this.port = port;
        this.client = RestClient.builder()
                .defaultHeader("Authorization", authorization)
                .defaultStatusHandler(status -> true, (sent, received) -> {})
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** @param path with its query, percent-encoded */
    public ResponseEntity<JsonNode> get(String path) {
        return client.get().uri(uri(path)).retrieve().toEntity(JsonNode.class);
    }

    public ResponseEntity<JsonNode> post(String path, String json) {
        return send(HttpMethod.POST, path, MediaType.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts JSON without saying how long it is. */
    public ResponseEntity<JsonNode> sendChunked(String path, byte[] json) {
        return client.post()
                .uri(uri(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(stream -> stream.write(json))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** The same with an {@code Idempotency-Key}. */
    public ResponseEntity<JsonNode> sendKeyed(String path, String key, byte[] json) {
        return client.post()
                .uri(uri(path))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(stream -> stream.write(json))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    public ResponseEntity<JsonNode> send(HttpMethod method, String path, MediaType type, byte[] body) {
        return client.method(method)
                .uri(uri(path))
                .contentType(type)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
