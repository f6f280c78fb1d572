package io.micms.campaign.delivery.messaging;

import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback;
import io.micms.campaign.delivery.Message;
import io.micms.platform.publishing.OutgoingEvent;
import io.micms.platform.publishing.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            @Nullable String variant,
            Message.State state,
            Message.@Nullable Reason reason,
            Instant queuedAt,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Integer opens,
            @Nullable Instant machineOpenedAt,
            @Nullable Instant clickedAt,
            @Nullable Integer clicks,
            @Nullable Instant machineClickedAt,
            @Nullable Instant unsubscribedAt,
            @Nullable Instant resubscribedAt,
            @Nullable Instant bouncedAt,
            Feedback.@Nullable Bounce bounce,
            @Nullable Instant complainedAt,
            @Nullable List<Feedback.Choice> choices) {

        static MessageMessage of(Message message) {
            Feedback feedback = message.feedback();
            return new MessageMessage(
                    message.id(),
                    message.version(),
                    message.campaignId(),
                    message.customerId(),
                    message.channel(),
                    message.step(),
                    message.occurrence(),
                    message.variant(),
                    message.state(),
                    message.reason(),
                    message.queuedAt(),
                    message.state() == Message.State.QUEUED ? message.due() : null,
                    message.sentAt(),
                    message.endedAt(),
                    feedback.deliveredAt(),
                    feedback.openedAt(),
                    nullIfNone(feedback.opens()),
                    feedback.machineOpenedAt(),
                    feedback.clickedAt(),
                    nullIfNone(feedback.clicks()),
                    feedback.machineClickedAt(),
                    feedback.unsubscribedAt(),
                    feedback.resubscribedAt(),
                    feedback.bouncedAt(),
                    feedback.bounce(),
                    feedback.complainedAt(),
                    feedback.choices());
        }

        private static @Nullable Integer nullIfNone(int count) {
            return count == 0 ? null : count;
        }
    }

    @Override
    public Class<Message> type() {
        return Message.class;
    }

    /**
     * Being sent is nobody else's business: it ends within seconds, and the end is told. So is, as a rule, what is ready to
     * be sent from the beginning; where it has to wait after all, that is told.
     */
    @Override
    public @Nullable OutgoingEvent event(Message message) {
        if (message.state() == Message.State.SENDING || message.isReadyFromTheBeginning()) {
            return null;
        }
        Instant stateAt = message.endedAt() == null ? message.queuedAt() : message.endedAt();
        // Of the state and what came back, whichever is newer gives the event its name.
        Optional<Feedback.Latest> newer =
                message.feedback().latest().filter(latest -> !latest.at().isBefore(stateAt));
        return new OutgoingEvent(
                topic,
                message.id(),
                message.customerId(),
                type(newer.<Enum<?>>map(Feedback.Latest::kind).orElseGet(() -> state(message))),
                message.version(),
                newer.map(Feedback.Latest::at).orElse(stateAt),
                MessageMessage.of(message));
    }

    /** What has failed because it came back is told as that. */
    private static Enum<?> state(Message message) {
        return message.reason() == Message.Reason.BOUNCED ? Feedback.Kind.BOUNCED : message.state();
    }

    private static String type(Enum<?> what) {
        return "message." + what.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v1";
    }
}
