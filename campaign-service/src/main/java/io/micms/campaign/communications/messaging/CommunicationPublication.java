package io.micms.campaign.communications.messaging;

import io.micms.campaign.communications.Communication;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
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
            String author,
            Instant at,
            Instant recordedAt) {

        static CommunicationMessage of(Communication communication) {
            return new CommunicationMessage(
                    communication.id(),
                    communication.version(),
                    communication.customerId(),
                    communication.kind(),
                    communication.text(),
                    communication.author(),
                    communication.at(),
                    communication.recordedAt());
        }
    }

    @Override
    public Class<Communication> type() {
        return Communication.class;
    }

    @Override
    public OutgoingEvent event(Communication communication) {
        return new OutgoingEvent(
                topic,
                communication.id(),
                communication.customerId(),
                "communication.recorded.v1",
                communication.version(),
                communication.recordedAt(),
                CommunicationMessage.of(communication));
    }
}
