package io.micms.system.breaker;

import io.micms.system.SignedIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The segments and live campaigns that the platform was told of, by their ids. */
record Launched(Map<String, Audience> segments, Map<String, Audience> campaigns) {

    /** Has somebody describe every audience and launch what is sent to it. */
    static Launched by(SignedIn person) {
        Map<String, Audience> segments = new HashMap<>();
        Map<String, Audience> campaigns = new HashMap<>();
        for (Audience audience : Audience.ALL) {
            JsonNode segment = person.post(
                    "/api/segments", "{\"name\":\"%s\",\"rule\":%s}".formatted(audience.name(), audience.rule()));
            segments.put(segment.path("id").asString(), audience);
            if (audience.channel() != null) {
                JsonNode campaign = person.post(
                        "/api/campaigns", draft(audience, segment.path("id").asString()));
                String id = campaign.path("id").asString();
                person.post("/api/campaigns/" + id + "/launch", "");
                campaigns.put(id, audience);
            }
        }
        return new Launched(Map.copyOf(segments), Map.copyOf(campaigns));
    }

    private static String draft(Audience audience, String segmentId) {
        Map<String, String> content = audience.channel() == Audience.Channel.EMAIL
                ? Map.of("subject", audience.name(), "html", "<p>Dear {{ customer.firstName }}, thank you.</p>")
                : Map.of("text", audience.name());
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        audience.name(),
                        "segmentId",
                        segmentId,
                        "channel",
                        Objects.requireNonNull(audience.channel()),
                        "mode",
                        "LIVE",
                        "content",
                        content));
    }
}
