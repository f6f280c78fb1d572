package io.micms.benchmarks.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answers over HTTP to somebody.
 *
 * @param uri that paths are appended to
 * @param authorization the header
 */
public record Api(HttpClient http, URI uri, String authorization) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        return call(request(pathAndQuery).GET());
    }

    public JsonNode post(String pathAndQuery, Object body) throws IOException, InterruptedException {
        return post(
                pathAndQuery, "application/json", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    public JsonNode post(String pathAndQuery, String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return call(request(pathAndQuery).header("Content-Type", contentType).POST(body));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(uri + pathAndQuery)).header("Authorization", authorization);
    }

    /** @throws IOException for any answer but a good one */
    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
