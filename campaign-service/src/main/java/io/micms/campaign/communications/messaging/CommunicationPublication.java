package io.micms.campaign.communications.messaging;

import io.micms.campaign.communications.Communication;
import io.micms.campaign.communications.Task;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class CommunicationPublication implements Publication<Communication> {

    private final String topic;

    CommunicationPublication(@Value("${micms.topics.communications}") String topic) {
        this.topic = topic;
    }

    /** Body of {@code communication.recorded.v1}. */
    record CommunicationMessage(
            String id,
            long version,
            String customerId,
            Communication.Kind kind,
            String text,
            List<String> tags,
            @Nullable Task task,
            Communication.Source source,
            String author,
            @Nullable String acceptedBy,
            Instant at,
            Instant recordedAt,
            @Nullable Instant updatedAt) {

        static CommunicationMessage of(Communication communication) {
            return new CommunicationMessage(
                    communication.id(),
                    communication.version(),
                    communication.customerId(),
                    communication.kind(),
                    communication.text(),
                    communication.tags(),
                    communication.task(),
                    communication.source(),
                    communication.author(),
                    communication.acceptedBy(),
                    communication.at(),
                    communication.recordedAt(),
                    communication.updatedAt());
        }
    }

    /** Body of {@code communication.deleted.v1}. */
    record DeletedMessage(String id, long version, String customerId, Instant deletedAt) {}

    @Override
    public Class<Communication> type() {
        return Communication.class;
    }

    @Override
    public OutgoingEvent event(Communication communication) {
        Instant deletedAt = communication.deletedAt();
        return deletedAt == null
                ? event(
                        communication,
                        "communication.recorded.v1",
                        Objects.requireNonNullElse(communication.updatedAt(), communication.recordedAt()),
                        CommunicationMessage.of(communication))
                : event(
                        communication,
                        "communication.deleted.v1",
                        deletedAt,
                        new DeletedMessage(
                                communication.id(), communication.version(), communication.customerId(), deletedAt));
    }

    private OutgoingEvent event(Communication communication, String type, Instant time, Object body) {
        return new OutgoingEvent(
                topic, communication.id(), communication.customerId(), type, communication.version(), time, body);
    }
}
