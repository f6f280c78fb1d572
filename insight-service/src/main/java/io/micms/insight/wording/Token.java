package io.micms.insight.wording;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A word, number, sign or quotation of a text.
 *
 * @param text as it stands, a quotation without its marks
 * @param read as it is understood: folded, and with a misspelling mended
 * @param number its value; null unless it is one
 * @param start of the first character, counted from 0
 * @param end behind the last character
 */
record Token(Kind kind, String text, String read, @Nullable BigDecimal number, int start, int end) {

    enum Kind {
        WORD,
        NUMBER,
        SIGN,
        QUOTED
    }

    boolean is(String word) {
        return read.equals(word) && kind != Kind.QUOTED;
    }

    boolean isCapitalised() {
        return kind == Kind.WORD && Character.isUpperCase(text.charAt(0));
    }

    boolean isMended() {
        return kind == Kind.WORD && !read.equals(Tokens.fold(text));
    }

    Token mended(String word) {
        return new Token(kind, text, word, number, start, end);
    }
}
