package io.micms.campaign.content;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The links of one recipient's copy of a message.
 *
 * @param unsubscribeUrl where this recipient says that they want no more
 * @param openUrl of an image whose loading says that the mail was opened; null to count no opens
 * @param clickUrl what stands in the mail for a link of its author; the same where clicks are not counted
 */
public record RecipientLinks(
        String unsubscribeUrl, @Nullable String openUrl, UnaryOperator<String> clickUrl) {

    /** Links that count nothing. */
    public static RecipientLinks untracked(String unsubscribeUrl) {
        return new RecipientLinks(unsubscribeUrl, null, UnaryOperator.identity());
    }

    /** The same links, counting nothing. */
    RecipientLinks untracked() {
        return untracked(unsubscribeUrl);
    }

    /** Where this recipient chooses what they get. */
    String preferencesUrl() {
        return unsubscribeUrl.startsWith("#") ? unsubscribeUrl : unsubscribeUrl + "/preferences";
    }
}
