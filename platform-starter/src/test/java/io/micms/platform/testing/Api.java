package io.micms.platform.testing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A caller of a service's API, who takes every answer as it comes.
 *
 * @param authorization the header's value; null for a stranger
 */
public record Api(int port, @Nullable String authorization) {

    public ResponseEntity<JsonNode> get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    /** @param json with single quotes for double ones */
    public ResponseEntity<JsonNode> post(String path, @Nullable String json) {
        return call(HttpMethod.POST, path, json);
    }

    /**
     * @param json with single quotes for double ones
     * @param headers names and values in turn
     */
    public ResponseEntity<JsonNode> call(HttpMethod method, String path, @Nullable String json, String... headers) {
        var request = RestClient.create().method(method).uri(URI.create("http://localhost:" + port + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (json != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(json.replace('\'', '"'));
        }
        return request.retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(JsonNode.class);
    }
}
