package io.micms.insight.wording;

import io.micms.insight.wording.Vocabulary.Found;
import io.micms.insight.wording.Vocabulary.Place;
import io.micms.insight.wording.Vocabulary.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of a text, and the small questions that every part of the grammar asks of them. */
final class Scan {

    private final List<Token> tokens;
    private final Vocabulary vocabulary;

    Scan(List<Token> tokens, Vocabulary vocabulary) {
        this.tokens = tokens;
        this.vocabulary = vocabulary;
    }

    int size() {
        return tokens.size();
    }

    Token token(int at) {
        return tokens.get(at);
    }

    List<Token> tokens() {
        return tokens;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    boolean is(int at, String word) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(word);
    }

    /** Behind the phrase that stands there; -1 without one. */
    int match(Phrases phrases, int at) {
        return at < 0 || at > tokens.size() ? -1 : phrases.match(tokens, at);
    }

    /** Behind the phrase that stands there; the same position without one. */
    int skip(Phrases phrases, int at) {
        int end = match(phrases, at);
        return end < 0 ? at : end;
    }

    /** Behind all of the phrases that stand there one after the other. */
    int skipAll(Phrases phrases, int at) {
        int end = at;
        for (int next = match(phrases, end); next > end; next = match(phrases, end)) {
            end = next;
        }
        return end;
    }

    /** The longest value of one of some places that stands there; null without one. */
    @Nullable
    Found value(int at, Place first, Place... more) {
        Set<Place> places = EnumSet.of(first, more);
        return vocabulary.at(tokens, at).stream()
                .filter(found -> places.contains(found.value().place()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Values that are listed.
     *
     * @param all whether all of them are asked for, rather than any
     */
    record Listed(int end, List<Value> values, boolean all) {

        List<String> texts() {
            return values.stream().map(Value::value).distinct().toList();
        }
    }

    /** "Pune, Mumbai or Delhi": values of the same field. Null if none stands there. */
    @Nullable
    Listed list(int at, Phrases between, Place first, Place... more) {
        Found found = value(skipArticles(at), first, more);
        if (found == null) {
            return null;
        }
        List<Value> values = new ArrayList<>(List.of(found.value()));
        int end = found.end();
        boolean all = false;
        while (true) {
            int next = end;
            boolean comma = is(next, ",") || is(next, "/");
            if (comma) {
                next++;
            }
            int or = match(Lexicon.OR, next);
            int and = match(Lexicon.AND, next);
            int nor = is(next, "nor") ? next + 1 : -1;
            if (or < 0 && and < 0 && nor < 0 && !comma) {
                break;
            }
            int behind = Math.max(Math.max(or, and), Math.max(nor, next));
            Found another = value(skipArticles(skipAll(between, behind)), first, more);
            if (another == null || !another.value().field().equals(found.value().field())) {
                break;
            }
            all |= and > 0;
            values.add(another.value());
            end = another.end();
        }
        return new Listed(end, values, all);
    }

    /** "a minimum of" begins with the article that "minimum of" does not have. */
    int skipArticlesOf(int at) {
        return is(at, "a") && (is(at + 1, "minimum") || is(at + 1, "maximum")) ? at + 1 : at;
    }

    int skipArticles(int at) {
        int end = at;
        while (is(end, "the")
                || is(end, "a")
                || is(end, "an")
                || is(end, "our")
                || is(end, "either")
                || is(end, "any")
                || is(end, "single")
                || is(end, "both")) {
            end++;
        }
        return end;
    }

    /** A text to compare with: a quotation, or a single word that is none of the grammar's own. */
    @Nullable
    String text(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case QUOTED -> token.text();
            case WORD -> Lexicon.isKnown(token.read()) ? null : token.text();
            case NUMBER, SIGN -> null;
        };
    }

    @Nullable
    BigDecimal number(int at) {
        Numerals.Number number = Numerals.at(tokens, at);
        return number == null ? null : number.value();
    }
}
