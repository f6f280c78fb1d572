package io.micms.campaign.content;

import java.util.ArrayList;
import java.util.List;

/**
 * What a template says of one recipient, put aside while marks stand for it. It is plain where HTML reads the same out of it,
 * wherever in a text or within quotes it stands; what is not is left to who takes in the whole mail.
 */
final class Insertions {

    private static final char NON_BREAKING = '\u00a0';
    private static final char NARROW_NON_BREAKING = '\u202f';
    private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
    private static final char ZERO_WIDTH_JOINER = '\u200d';

    /** The longest that a character becomes, {@code &quot;} or {@code &nbsp;}. */
    private static final int ESCAPED_AT_MOST = 6;

    private final List<String> values = new ArrayList<>();
    private boolean plain = true;
    private int length;

    /**
     * @return a mark; nothing and blanks stand for themselves, since elements may differ by whether there is anything
     */
    String markFor(String value) {
        if (value.isEmpty() || isOfBlanks(value)) {
            return value;
        }
        plain &= isPlain(value);
        length += value.length();
        values.add(value);
        return Marks.insertion(values.size() - 1);
    }

    int size() {
        return values.size();
    }

    String get(int index) {
        return values.get(index);
    }

    boolean anyContains(String text) {
        for (String value : values) {
            if (value.contains(text)) {
                return true;
            }
        }
        return false;
    }

    boolean arePlain() {
        return plain;
    }

    /** Of all together, in characters of HTML. */
    long lengthAtMost() {
        return (long) length * ESCAPED_AT_MOST;
    }

    private static boolean isOfBlanks(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Single blanks between visible characters, and nothing that is an entity already. */
    static boolean isPlain(String value) {
        boolean afterBlank = true;
        int at = 0;
        while (at < value.length()) {
            int c = value.codePointAt(at);
            boolean blank = c == ' ' || c == NON_BREAKING;
            if (blank ? afterBlank : c < ' ' || c > '~' && !isVisible(c)) {
                return false;
            }
            afterBlank = blank;
            at += Character.charCount(c);
        }
        return !afterBlank && !HtmlText.hasEntity(value);
    }

    /** Without those whose last 16 bits are a surrogate's, which jsoup takes for one. */
    private static boolean isVisible(int c) {
        return !Character.isSurrogate((char) c) && isOfVisibleType(c);
    }

    private static boolean isOfVisibleType(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> c == NARROW_NON_BREAKING || c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
        };
    }

    /** As {@link PlainText} reads it. */
    String asText(int index) {
        return values.get(index).replace(NON_BREAKING, ' ');
    }

    boolean isUnbroken(int index) {
        return values.get(index).indexOf(NON_BREAKING) < 0;
    }
}
