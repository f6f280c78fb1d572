package io.micms.insight.personal;

import io.micms.insight.drafts.Brief.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What to do next about a customer.
 *
 * @param title in a few words
 * @param why with the facts that speak for it
 * @param channel to write on; null where the action is not to write
 */
public record NextBestAction(
        Kind kind, String title, String why, @Nullable Channel channel) {

    public enum Kind {
        WELCOME,
        SECOND_PURCHASE,
        WIN_BACK,
        BIRTHDAY,
        THANK,
        CROSS_SELL,
        FOLLOW_UP,
        ASK_CONSENT,
        LEAVE_ALONE
    }
}
