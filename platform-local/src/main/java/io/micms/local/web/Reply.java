package io.micms.local.web;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a handler answers. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Reply html(String body) {
        return html(200, body);
    }

    public static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body, Map.of());
    }

    /** @param value anything that Jackson writes */
    public static Reply json(int status, Object value) {
        return new Reply(status, "application/json", JSON.writeValueAsString(value), Map.of());
    }

    public static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body, Map.of());
    }

    public static Reply redirect(String location) {
        return new Reply(302, "text/plain; charset=utf-8", "", Map.of("Location", location));
    }

    public static Reply empty() {
        return new Reply(204, "text/plain; charset=utf-8", "", Map.of());
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }
}
