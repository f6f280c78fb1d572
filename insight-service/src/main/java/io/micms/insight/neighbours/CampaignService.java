package io.micms.insight.neighbours;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What campaign-service knows of rules, segments, campaigns and what was said to customers. */
@Component
public class CampaignService {

    private final Neighbour service;

    CampaignService(Neighbours neighbours) {
        this.service = neighbours.campaignService();
    }

    /** Values that occur in what a field counts by, folded. */
    public record Where(String name, List<String> values) {

        public Where {
            values = orEmpty(values);
        }
    }

    /**
     * Something that rules can ask about.
     *
     * @param type {@code TEXT TEXT_LIST NUMBER BOOLEAN DATE INSTANT SEGMENT}
     * @param values that customers have in it, the most frequent first
     */
    public record Field(
            String name,
            String label,
            String type,
            List<String> operators,
            List<String> options,
            List<Where> where,
            List<String> values) {

        public Field {
            operators = orEmpty(operators);
            options = orEmpty(options);
            where = orEmpty(where);
            values = orEmpty(values);
        }
    }

    private record Fields(List<Field> fields) {}

    public record Named(String id, String name) {}

    public record Described(String description, List<Named> sameAs) {

        public Described {
            sameAs = orEmpty(sameAs);
        }
    }

    public record Orders(long count, String total) {}

    public record Sample(
            String customerId,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String city,
            Orders orders) {}

    /** @param of customers */
    public record Preview(
            long count, boolean exact, long low, long high, long of, String description, List<Sample> sample) {

        public Preview {
            sample = orEmpty(sample);
        }
    }

    private record Rule(@Nullable JsonNode rule) {}

    public record Segment(String id, String name, @Nullable String description, long size) {}

    private record Segments(List<Segment> items) {}

    private record SegmentDraft(String name, @Nullable String description, JsonNode rule) {}

    /** What was said to or by a customer. Which members there are depends on the kind. */
    public record LogEntry(
            String kind,
            @Nullable String channel,
            @Nullable String campaignName,
            @Nullable String subject,
            @Nullable String body,
            @Nullable String state,
            Instant at) {}

    private record Log(List<LogEntry> items) {}

    /**
     * @param state such as {@code COMPLETED}
     * @param channel {@code EMAIL} or {@code SMS}
     */
    public record Campaign(
            String id,
            String name,
            String channel,
            String state,
            @Nullable String segmentName,
            @Nullable Instant launchedAt) {}

    private record Campaigns(List<Campaign> items) {}

    private record CampaignDraft(
            String name, String segmentId, String channel, String mode, Map<String, String> content) {}

    public List<Field> fields() {
        return service.call(http ->
                        http.get().uri("/api/segments/fields").retrieve().body(Fields.class))
                .fields();
    }

    /** @param rule null is refused as any other thing that is no rule */
    public Described validate(@Nullable JsonNode rule) {
        return service.call(http -> http.post()
                .uri("/api/segments/validate")
                .body(new Rule(rule))
                .retrieve()
                .body(Described.class));
    }

    public Preview preview(JsonNode rule) {
        return service.call(http -> http.post()
                .uri("/api/segments/preview")
                .body(new Rule(rule))
                .retrieve()
                .body(Preview.class));
    }

    /** @param atMost how many, from 1 to 200 */
    public List<Segment> segments(@Nullable String search, int atMost) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("limit", atMost);
        variables.put("search", search == null ? "" : search);
        return service.call(http -> http.get()
                        .uri("/api/segments?limit={limit}&search={search}", variables)
                        .retrieve()
                        .body(Segments.class))
                .items();
    }

    public Segment segment(String id) {
        return service.call(
                http -> http.get().uri("/api/segments/{id}", id).retrieve().body(Segment.class));
    }

    /** One page of members, as the service tells them to this caller. */
    public JsonNode members(String segmentId, int atMost) {
        return service.call(http -> http.get()
                .uri("/api/segments/{id}/members?limit={limit}", segmentId, atMost)
                .retrieve()
                .body(JsonNode.class));
    }

    public Segment createSegment(String name, @Nullable String description, JsonNode rule) {
        return service.call(http -> http.post()
                .uri("/api/segments")
                .body(new SegmentDraft(name, description, rule))
                .retrieve()
                .body(Segment.class));
    }

    /** The newest entries of a customer's communication log. */
    public List<LogEntry> log(String customerId, int atMost) {
        return service.call(http -> http.get()
                        .uri("/api/communications?customerId={id}&limit={limit}", customerId, atMost)
                        .retrieve()
                        .body(Log.class))
                .items();
    }

    public List<Campaign> campaigns(@Nullable String search, int atMost) {
        return service.call(http -> http.get()
                        .uri("/api/campaigns?limit={limit}&search={search}", atMost, search == null ? "" : search)
                        .retrieve()
                        .body(Campaigns.class))
                .items();
    }

    /** A draft, which nobody gets unless a person launches it. */
    public Campaign createCampaign(String name, String segmentId, String channel, Map<String, String> content) {
        return service.call(http -> http.post()
                .uri("/api/campaigns")
                .body(new CampaignDraft(name, segmentId, channel, "ONE_OFF", content))
                .retrieve()
                .body(Campaign.class));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
