package io.micms.campaign.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text within HTML. */
final class HtmlText {

    private static final Pattern TO_ESCAPE =
            Pattern.compile("[<>\"']|&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});)");

    private HtmlText() {}

    static String escaped(String text) {
        return escape(text, Pattern.compile("[<>\"'&]"));
    }

    /** What is an entity already stays one. */
    static String escapedOnce(String text) {
        return escape(text, TO_ESCAPE);
    }

    private static String escape(String text, Pattern special) {
        Matcher matcher = special.matcher(text);
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        while (matcher.find()) {
            matcher.appendReplacement(
                    escaped,
                    switch (matcher.group().charAt(0)) {
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> "&amp;";
                    });
        }
        return matcher.appendTail(escaped).toString();
    }
}
