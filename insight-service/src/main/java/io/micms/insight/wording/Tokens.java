package io.micms.insight.wording;

import io.micms.insight.wording.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts a text into words, numbers, signs and quotations. */
final class Tokens {

    private static final String QUOTES = "\"“”„«»";
    private static final String NON = "non-";
    private static final String TWO_PARTS = ">= <= != =>";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        Tokens tokens = new Tokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        return tokens.tokens;
    }

    /** Small letters, and one kind of apostrophe. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'');
    }

    private void next() {
        char first = text.charAt(at);
        if (Character.isWhitespace(first)) {
            at++;
        } else if (QUOTES.indexOf(first) >= 0 || (first == '\'' && !isInsideWord(at))) {
            quotation();
        } else if (Character.isDigit(first)) {
            number();
        } else if (Character.isLetter(first) || first == '@') {
            word();
        } else {
            sign();
        }
    }

    private boolean isInsideWord(int position) {
        return position > 0 && Character.isLetterOrDigit(text.charAt(position - 1));
    }

    private void quotation() {
        int start = at;
        boolean single = text.charAt(at) == '\'';
        int end = at + 1;
        while (end < text.length()
                && (single
                        ? !(text.charAt(end) == '\'' && !isFollowedByLetter(end))
                        : QUOTES.indexOf(text.charAt(end)) < 0)) {
            end++;
        }
        if (end == text.length() || end == start + 1) {
            // A mark that nothing closes is a sign like any other.
            add(Kind.SIGN, start, start + 1, null);
            return;
        }
        String quoted = text.substring(start + 1, end).strip();
        tokens.add(new Token(Kind.QUOTED, quoted, fold(quoted), null, start, end + 1));
        at = end + 1;
    }

    private boolean isFollowedByLetter(int position) {
        return position + 1 < text.length() && Character.isLetterOrDigit(text.charAt(position + 1));
    }

    private void number() {
        int start = at;
        int end = start;
        StringBuilder digits = new StringBuilder();
        boolean fraction = false;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean followed = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
            if (Character.isDigit(c)) {
                digits.append(c);
            } else if (c == ',' && followed && !fraction && isGrouping(end)) {
                // Groups digits, by thousands or by lakhs.
            } else if (c == '.' && followed && !fraction) {
                fraction = true;
                digits.append(c);
            } else {
                break;
            }
            end++;
        }
        if (isDateOrCode(start, end)) {
            code(start);
            return;
        }
        add(Kind.NUMBER, start, end, new BigDecimal(digits.toString()));
    }

    /** A comma between digits groups them if two or three follow it up to whatever ends the group. */
    private boolean isGrouping(int comma) {
        int digits = 0;
        int i = comma + 1;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            digits++;
            i++;
        }
        return digits == 3 || (digits == 2 && i < text.length() && text.charAt(i) == ',');
    }

    /** 2026-11-01 and 1/11/2026 are dates; 9XA-2 is a code of something. */
    private boolean isDateOrCode(int start, int end) {
        if (end >= text.length()) {
            return false;
        }
        char next = text.charAt(end);
        boolean digitBehind = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        if ((next == '-' || next == '/') && digitBehind) {
            int dashes = 0;
            int i = end;
            while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == next)) {
                dashes += text.charAt(i) == next ? 1 : 0;
                i++;
            }
            return dashes == 2;
        }
        return false;
    }

    private void code(int start) {
        int end = start;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "-/".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        add(Kind.WORD, start, end, null);
    }

    private void word() {
        int start = at;
        int end = start + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean letterBehind = end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
            if (Character.isLetterOrDigit(c) || c == '_') {
                end++;
            } else if ("-'’.@&".indexOf(c) >= 0 && letterBehind) {
                end++;
            } else {
                break;
            }
        }
        String folded = fold(text.substring(start, end));
        if (folded.startsWith(NON) && !Lexicon.isKnown(folded)) {
            // "non-Indian" denies "Indian"; what has a name of its own, such as "non-buyers", stays as it is.
            add(Kind.WORD, start, start + NON.length() - 1, null);
            at = start + NON.length();
            return;
        }
        add(Kind.WORD, start, end, null);
    }

    private void sign() {
        int end = at + 2 <= text.length() && TWO_PARTS.contains(text.substring(at, at + 2)) ? at + 2 : at + 1;
        add(Kind.SIGN, at, end, null);
    }

    private void add(Kind kind, int start, int end, @Nullable BigDecimal number) {
        String part = text.substring(start, end);
        tokens.add(new Token(kind, part, fold(part), number, start, end));
        at = end;
    }
}
