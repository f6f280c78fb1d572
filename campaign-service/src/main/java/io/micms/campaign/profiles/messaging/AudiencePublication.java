package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.AudienceEvents;
import io.micms.campaign.profiles.Membership;
import io.micms.platform.publishing.OutgoingEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class AudiencePublication implements AudienceEvents {

    private final String topic;

    AudiencePublication(@Value("${micms.topics.audiences}") String topic) {
        this.topic = topic;
    }

    @Override
    public OutgoingEvent event(String customerId, Membership membership) {
        AudienceMessage message = AudienceMessage.of(customerId, membership);
        return new OutgoingEvent(
                topic,
                message.segmentId() + ":" + customerId,
                customerId,
                message.type(),
                message.version(),
                message.since(),
                message);
    }
}
