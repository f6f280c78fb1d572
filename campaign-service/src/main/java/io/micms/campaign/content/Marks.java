package io.micms.campaign.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a mail for what is another for each of its recipients. Marks begin and end with characters that no text has
 * a use for (noncharacters: Unicode 16.0, section 23.7). What stands for words of the recipient's has a blank in it, so that
 * it falls apart where a blank would end what it stands in.
 */
final class Marks {

    private static final char BEGIN = '\ufdd0';
    private static final char END = '\ufdd1';

    static final String UNSUBSCRIBE = mark("u");
    static final String OPEN = mark("o");
    static final String SUBJECT = mark("s");
    static final String PREHEADER = mark("p");

    private Marks() {}

    /** What a piece of a text is. */
    enum Kind {
        WORDS,
        UNSUBSCRIBE,
        OPEN,
        SUBJECT,
        PREHEADER,
        /** What is said of the recipient. */
        INSERTION,
        /** What leads somewhere, and may be made of other pieces. */
        URL
    }

    /**
     * @param words of its author; empty for a mark
     * @param index which of its kind, of several
     */
    record Piece(Kind kind, String words, int index) {}

    private static String mark(String name) {
        return BEGIN + name + END;
    }

    static String insertion(int index) {
        return mark(" " + index);
    }

    static String url(int index) {
        return mark("l" + index);
    }

    static boolean anyIn(String text) {
        return text.indexOf(BEGIN) >= 0 || text.indexOf(END) >= 0;
    }

    /** Whether what stands before a mark could swallow the beginning of what it stands for. */
    static boolean anyBehindAnOpening(String html) {
        for (int at = html.indexOf(BEGIN); at >= 0; at = html.indexOf(BEGIN, at + 1)) {
            int before = at - 1;
            while (before >= 0 && isOfEntity(html.charAt(before))) {
                before--;
            }
            if (before >= 0 && html.charAt(before) == '&' || at > 0 && html.charAt(at - 1) == '<') {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfEntity(char c) {
        return c == '#' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** @return null if a mark has fallen apart */
    static @Nullable List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int begin = text.indexOf(BEGIN, at);
            String words = text.substring(at, begin < 0 ? text.length() : begin);
            if (words.indexOf(END) >= 0) {
                return null;
            }
            if (!words.isEmpty()) {
                pieces.add(new Piece(Kind.WORDS, words, 0));
            }
            if (begin < 0) {
                break;
            }
            int end = text.indexOf(END, begin);
            Piece mark = end < 0 ? null : piece(text.substring(begin + 1, end));
            if (mark == null) {
                return null;
            }
            pieces.add(mark);
            at = end + 1;
        }
        return pieces;
    }

    private static @Nullable Piece piece(String name) {
        return switch (name) {
            case "u" -> new Piece(Kind.UNSUBSCRIBE, "", 0);
            case "o" -> new Piece(Kind.OPEN, "", 0);
            case "s" -> new Piece(Kind.SUBJECT, "", 0);
            case "p" -> new Piece(Kind.PREHEADER, "", 0);
            default -> {
                Kind kind = name.startsWith(" ") ? Kind.INSERTION : name.startsWith("l") ? Kind.URL : null;
                yield kind == null || !isNumber(name, 1)
                        ? null
                        : new Piece(kind, "", Integer.parseInt(name, 1, name.length(), 10));
            }
        };
    }

    private static boolean isNumber(String text, int from) {
        int digits = text.length() - from;
        return digits > 0 && digits < 9 && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
