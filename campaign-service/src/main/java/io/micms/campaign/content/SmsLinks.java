package io.micms.campaign.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links that stand in a text as they are, as SMS have them. */
final class SmsLinks {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);

    /** What ends a sentence, or a part of one, and hardly ever a link. */
    private static final String AFTER_LINKS = ".,;:!?'";

    private SmsLinks() {}

    /** Each link of the author's by what stands for it where clicks are counted; those of ours stay. */
    static String counted(String text, RecipientLinks links) {
        return LINK.matcher(text).replaceAll(match -> {
            String found = match.group();
            String url = found.substring(0, end(found));
            String counted = url.startsWith(links.unsubscribeUrl())
                    ? url
                    : links.clickUrl().apply(url);
            return Matcher.quoteReplacement(counted + found.substring(url.length()));
        });
    }

    private static int end(String found) {
        int end = found.length();
        while (AFTER_LINKS.indexOf(found.charAt(end - 1)) >= 0 || closesNothing(found, end)) {
            end--;
        }
        return end;
    }

    /** Whether it ends with a bracket that was opened before the link: "(see https://example.com)". */
    private static boolean closesNothing(String found, int end) {
        return found.charAt(end - 1) == ')' && found.lastIndexOf('(', end - 1) < 0;
    }
}
