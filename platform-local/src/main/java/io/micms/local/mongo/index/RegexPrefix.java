package io.micms.local.mongo.index;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/** The text that whatever matches an anchored, case-sensitive regular expression begins with. */
final class RegexPrefix {

    private static final String SYNTAX = "\\.[](){}*+?|^$";
    private static final String REPETITIONS = "*?{";

    private RegexPrefix() {}

    /** @return empty where there is none */
    static String of(BsonRegularExpression expression) {
        String pattern = expression.getPattern();
        @Nullable String options = expression.getOptions();
        // "s" changes what a dot means and "u" what a capital is: neither concerns plain text.
        boolean plain = options == null || options.chars().allMatch(option -> option == 's' || option == 'u');
        return plain && pattern.startsWith("^") && !pattern.contains("|") ? literal(pattern) : "";
    }

    private static String literal(String pattern) {
        StringBuilder prefix = new StringBuilder();
        int at = 1;
        while (at < pattern.length()) {
            char character = pattern.charAt(at);
            int end = at + 1;
            String text = String.valueOf(character);
            if (pattern.startsWith("\\Q", at)) {
                int quoteEnd = pattern.indexOf("\\E", at);
                text = pattern.substring(at + 2, quoteEnd < 0 ? pattern.length() : quoteEnd);
                end = quoteEnd < 0 ? pattern.length() : quoteEnd + 2;
            } else if (character == '\\' && end < pattern.length() && !Character.isLetterOrDigit(pattern.charAt(end))) {
                text = String.valueOf(pattern.charAt(end));
                end++;
            } else if (SYNTAX.indexOf(character) >= 0) {
                break;
            }
            if (end < pattern.length() && REPETITIONS.indexOf(pattern.charAt(end)) >= 0) {
                // The last character may be absent, with both halves of one beyond the basic plane.
                int keep = text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1);
                return prefix.append(text, 0, keep).toString();
            }
            prefix.append(text);
            at = end;
        }
        return prefix.toString();
    }
}
