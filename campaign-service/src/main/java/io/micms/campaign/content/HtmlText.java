package io.micms.campaign.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text within HTML. */
final class HtmlText {

    private static final String ENTITY = "(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\\d{1,7}|#[xX][0-9a-fA-F]{1,6});";
    private static final Pattern ENTITIES = Pattern.compile("&" + ENTITY);
    private static final Pattern SPECIAL = Pattern.compile("[<>\"'&]");
    private static final Pattern TO_ESCAPE = Pattern.compile("[<>\"']|&(?!" + ENTITY + ")");

    private HtmlText() {}

    static String escaped(String text) {
        return escape(text, SPECIAL);
    }

    /** What is an entity already stays one. */
    static String escapedOnce(String text) {
        return escape(text, TO_ESCAPE);
    }

    /** Whether there is anything in it that {@link #escapedOnce} takes for an entity. */
    static boolean hasEntity(String text) {
        return text.indexOf('&') >= 0 && ENTITIES.matcher(text).find();
    }

    /**
     * Writes text as jsoup does, within an element or within the quotes of an attribute.
     *
     * @param text without control characters
     */
    static void write(String text, boolean attribute, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> into.append("&amp;");
                case '<' -> into.append("&lt;");
                case '>' -> into.append("&gt;");
                case '\u00a0' -> into.append("&nbsp;");
                case '"' -> into.append(attribute ? "&quot;" : "\"");
                default -> into.append(c);
            }
        }
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
