package io.micms.campaign.receipts;

import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.delivery.Receipts;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio, or its like, says of an SMS.
 *
 * @param status such as {@code delivered} or {@code undelivered}
 * @param errorCode null where there is none; https://www.twilio.com/docs/api/errors
 */
public record SmsStatus(String status, @Nullable String errorCode) {

    /** Unknown or unreachable numbers, landlines, and numbers that cannot get SMS. */
    private static final Set<String> BAD_NUMBER = Set.of("21211", "21614", "30004", "30005", "30006");

    /** Its owner has answered STOP. */
    private static final String OPTED_OUT = "21610";

    /** @return whether there is such a message; a status that is not the last word changes nothing */
    public boolean tell(Receipts receipts, String messageId, Instant at) {
        return switch (status) {
            case "delivered", "read" -> receipts.delivered(messageId, at);
            case "undelivered", "failed" -> {
                if (OPTED_OUT.equals(errorCode)) {
                    yield receipts.unsubscribedAtProvider(messageId, null).isPresent();
                }
                Bounce how = errorCode != null && BAD_NUMBER.contains(errorCode) ? Bounce.HARD : Bounce.SOFT;
                String detail = "The SMS is %s%s.".formatted(status, errorCode == null ? "" : ", code " + errorCode);
                yield receipts.bounced(messageId, how, detail, at);
            }
            default -> true;
        };
    }
}
