package io.micms.campaign.segments.messaging;

import io.micms.campaign.segments.Segment;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class SegmentPublication implements Publication<Segment> {

    private final String topic;

    SegmentPublication(@Value("${micms.topics.segments}") String topic) {
        this.topic = topic;
    }

    /**
     * Body of {@code segment.changed.v1}.
     *
     * @param rule null if the segment is deleted
     */
    record SegmentMessage(
            String id,
            long version,
            String name,
            @Nullable String description,
            @Nullable JsonNode rule,
            Segment.State state,
            Instant createdAt,
            Instant updatedAt) {

        static SegmentMessage of(Segment segment) {
            return new SegmentMessage(
                    segment.id(),
                    segment.version(),
                    segment.name(),
                    segment.description(),
                    segment.ruleJson(),
                    segment.state(),
                    segment.createdAt(),
                    segment.updatedAt());
        }
    }

    @Override
    public Class<Segment> type() {
        return Segment.class;
    }

    @Override
    public OutgoingEvent event(Segment segment) {
        return new OutgoingEvent(
                topic,
                segment.id(),
                segment.id(),
                "segment.changed.v1",
                segment.version(),
                segment.updatedAt(),
                SegmentMessage.of(segment));
    }
}
