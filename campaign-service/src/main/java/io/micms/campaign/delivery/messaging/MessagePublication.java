package io.micms.campaign.delivery.messaging;

import io.micms.campaign.campaigns.Channel;
import io.micms.campaign.delivery.Message;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class MessagePublication implements Publication<Message> {

    private final String topic;

    MessagePublication(@Value("${micms.topics.messages}") String topic) {
        this.topic = topic;
    }

    /** Body of {@code message.*.v1}: where a message stands, without contact details or content. */
    record MessageMessage(
            String id,
            long version,
            String campaignId,
            String customerId,
            Channel channel,
            int step,
            int occurrence,
            Message.State state,
            Message.@Nullable Reason reason,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt) {

        static MessageMessage of(Message message) {
            return new MessageMessage(
                    message.id(),
                    message.version(),
                    message.campaignId(),
                    message.customerId(),
                    message.channel(),
                    message.step(),
                    message.occurrence(),
                    message.state(),
                    message.reason(),
                    message.queuedAt(),
                    message.sentAt(),
                    message.endedAt());
        }
    }

    @Override
    public Class<Message> type() {
        return Message.class;
    }

    /** Being sent is nobody else's business: it ends within seconds, and the end is told. */
    @Override
    public @Nullable OutgoingEvent event(Message message) {
        if (message.state() == Message.State.SENDING) {
            return null;
        }
        Instant time = message.endedAt() == null ? message.queuedAt() : message.endedAt();
        return new OutgoingEvent(
                topic,
                message.id(),
                message.customerId(),
                "message." + message.state().name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v1",
                message.version(),
                time,
                MessageMessage.of(message));
    }
}
