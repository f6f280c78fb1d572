package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.AudienceEvents;
import io.micms.campaign.profiles.Membership;
import io.micms.platform.publishing.EventSender;
import io.micms.platform.publishing.OutgoingEvent;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class AudiencePublisher implements AudienceEvents {

    private final EventSender sender;
    private final String topic;

    AudiencePublisher(EventSender sender, @Value("${micms.topics.audiences}") String topic) {
        this.sender = sender;
        this.topic = topic;
    }

    @Override
    public CompletableFuture<Void> send(String customerId, Membership membership) {
        AudienceMessage message = AudienceMessage.of(customerId, membership);
        return sender.send(new OutgoingEvent(
                topic,
                message.segmentId() + ":" + customerId,
                customerId,
                message.type(),
                message.version(),
                message.since(),
                message));
    }
}
