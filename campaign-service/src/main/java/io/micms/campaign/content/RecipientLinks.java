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

    /** What stands in the mail for a link of its author: links that lead to the web are counted, our own are not. */
    String counted(String href) {
        String url = href.strip();
        return leadsToWeb(url) && !isOwn(href) ? clickUrl.apply(url) : href;
    }

    /** Whether a link leads to where this recipient unsubscribes, or near it. */
    boolean isOwn(String href) {
        return href.startsWith(unsubscribeUrl);
    }

    static boolean leadsToWeb(String url) {
        return url.regionMatches(true, 0, "http://", 0, 7) || url.regionMatches(true, 0, "https://", 0, 8);
    }

    /** Where this recipient chooses what they get. */
    String preferencesUrl() {
        return unsubscribeUrl.startsWith("#") ? unsubscribeUrl : unsubscribeUrl + "/preferences";
    }
}
