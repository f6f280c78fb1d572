package io.micms.campaign.receipts;

import io.micms.campaign.delivery.Feedback;
import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.delivery.Receipts;
import io.micms.campaign.providers.MessageIds;
import io.micms.platform.problem.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mail service says of a mail, in words of ours.
 *
 * @param type delivered, bounced, complained, unsubscribed, opened or clicked
 * @param messageId our id of the message, or its Message-ID
 * @param at when it happened; null for now
 * @param bounce HARD or SOFT; null for SOFT
 * @param detail what the other side's server had to say
 */
public record EmailEvent(
        @Nullable String type,
        @Nullable String messageId,
        @Nullable Instant at,
        @Nullable Bounce bounce,
        @Nullable String detail) {

    private static final Set<String> TYPES =
            Set.of("delivered", "bounced", "complained", "unsubscribed", "opened", "clicked");

    private static final int DETAIL_AT_MOST = 500;

    public void check(String pointer, List<Fault> faults) {
        if (type == null || !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            faults.add(new Fault(
                    pointer + "/type", "The type is delivered, bounced, complained, unsubscribed, opened or clicked."));
        }
        if (messageId == null || messageId.isBlank()) {
            faults.add(new Fault(pointer + "/messageId", "Name the message."));
        }
    }

    /** @return whether there is such a message */
    public boolean tell(Receipts receipts, Instant now) {
        String id = Objects.requireNonNull(messageId);
        String ours = MessageIds.ofMessageId(id).orElse(id);
        Instant when = at == null ? now : at;
        return switch (Objects.requireNonNull(type).toLowerCase(Locale.ROOT)) {
            case "delivered" -> receipts.delivered(ours, when);
            case "bounced" -> receipts.bounced(ours, bounce == null ? Bounce.SOFT : bounce, shortened(), when);
            case "complained" -> receipts.complained(ours, when);
            case "unsubscribed" -> receipts.unsubscribedAtProvider(ours, at).isPresent();
            case "opened" -> looked(receipts, ours, Feedback.Kind.OPENED, when);
            default -> looked(receipts, ours, Feedback.Kind.CLICKED, when);
        };
    }

    private static boolean looked(Receipts receipts, String messageId, Feedback.Kind kind, Instant at) {
        receipts.looked(List.of(new Receipts.Look(messageId, kind, at, sentAt -> false)));
        return true;
    }

    private @Nullable String shortened() {
        return detail == null || detail.length() <= DETAIL_AT_MOST ? detail : detail.substring(0, DETAIL_AT_MOST);
    }
}
