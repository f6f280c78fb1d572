package io.micms.local.inbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and numbers that something happens to, so that one can see on one machine what otherwise only the world brings
 * about. What is before a plus or the @ decides: {@code bounce@}, {@code busy@}, {@code late-bounce@}, {@code soft-bounce@}
 * and {@code complain@}; and the last four digits of a number.
 */
enum Plays {
    /** Is taken, and that is that. */
    NOTHING,
    /** There is no such address, the server says at once. */
    REFUSED,
    /** The server asks to try later, each time. */
    BUSY,
    /** Is taken, and comes back since there is no such address. */
    BOUNCE,
    /** Is taken, and comes back since the mailbox is full. */
    SOFT_BOUNCE,
    /** Is taken, and called spam. */
    COMPLAINT,
    /** The number cannot get SMS, the provider says at once. */
    NO_MOBILE,
    /** Is taken, and never reaches anybody. */
    UNDELIVERED;

    static Plays ofAddress(String address) {
        String name = address.toLowerCase(Locale.ROOT).split("[+@]", 2)[0];
        return switch (name) {
            case "bounce" -> REFUSED;
            case "busy" -> BUSY;
            case "late-bounce" -> BOUNCE;
            case "soft-bounce" -> SOFT_BOUNCE;
            case "complain" -> COMPLAINT;
            default -> NOTHING;
        };
    }

    static Plays ofNumber(String number) {
        if (number.endsWith("0009")) {
            return NO_MOBILE;
        }
        return number.endsWith("0005") ? UNDELIVERED : NOTHING;
    }

    /** What a mail server says to the recipient; null where it takes the mail. */
    @Nullable
    String smtpReply() {
        return switch (this) {
            case REFUSED -> "550 5.1.1 There is no such address here";
            case BUSY -> "451 4.3.0 Try again later";
            default -> null;
        };
    }
}
