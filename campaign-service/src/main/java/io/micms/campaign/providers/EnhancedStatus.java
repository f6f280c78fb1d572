package io.micms.campaign.providers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server's status code (RFC 3463, with the registry of RFC 5248).
 *
 * @param level 2 for success, 4 for not now, 5 for never
 */
public record EnhancedStatus(int level, int subject, int detail) {

    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");

    /** What servers without status codes commonly say of an address that is none. */
    private static final Pattern NO_SUCH_ADDRESS = Pattern.compile(
            "user unknown|unknown (user|recipient|mailbox)|no such (user|recipient|mailbox|address|person)"
                    + "|(user|recipient|mailbox|address|account)[^.]{0,40}(does not|doesn't|not) (exist|found|valid)"
                    + "|invalid (recipient|mailbox|address)|mailbox (unavailable|disabled|not found)"
                    + "|(account|mailbox)[^.]{0,20}(disabled|suspended|inactive)|user (does not|doesn't) exist");

    /** @return the first in a text; empty if there is none */
    public static Optional<EnhancedStatus> in(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = CODE.matcher(text);
        return matcher.find()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether it is the address that is at fault for good, and not what was sent, or by whom. */
    public boolean isBadAddress() {
        if (level != 5) {
            return false;
        }
        // X.1.7 and X.1.8 are about the sender's address, and X.1.5 says that all is well.
        boolean addressing = subject == 1 && detail != 5 && detail != 7 && detail != 8 && detail != 9;
        boolean disabled = subject == 2 && detail == 1;
        return addressing || disabled;
    }

    /** Whether it is no more than that it failed, or worked. */
    public boolean saysNothing() {
        return subject == 0 && detail == 0;
    }

    /** As {@link #isBadAddress()} of what a server said in answer to an address, with a status code or without one. */
    public static boolean isBadAddress(int replyCode, String reply) {
        Optional<EnhancedStatus> status = in(reply).filter(found -> !found.saysNothing());
        if (status.isPresent()) {
            return status.get().isBadAddress();
        }
        return replyCode >= 500
                && NO_SUCH_ADDRESS.matcher(reply.toLowerCase(Locale.ROOT)).find();
    }

    @Override
    public String toString() {
        return level + "." + subject + "." + detail;
    }
}
