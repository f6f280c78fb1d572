package io.micms.insight.wording;

import io.micms.insight.wording.Vocabulary.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what denies the things behind a verb in front of it, where the grammar reads it: "bought neither shoes nor bags" and "bought
 * no shoes and no bags" as "neither bought shoes nor bags".
 */
final class Denials {

    private static final List<Phrases> VERBS = List.of(
            Lexicon.ORDERED,
            Lexicon.OPENED,
            Lexicon.CLICKED,
            Lexicon.RECEIVED,
            Lexicon.TAGGED,
            Lexicon.CONSENTED,
            Lexicon.REFUSED,
            Lexicon.IN_PLACE);
    private static final int WORDS_AT_MOST = 5;

    private Denials() {}

    static List<Token> inFront(Scan scan) {
        List<Token> tokens = new ArrayList<>(scan.tokens());
        for (int at = 1; at < tokens.size(); at++) {
            Scan now = new Scan(tokens, scan.vocabulary());
            boolean neither = now.is(at, "neither");
            boolean none = now.is(at, "no") && isThing(now, at + 1);
            int verb = neither ? verbBefore(now, at, VERBS) : none ? verbBefore(now, at, List.of(Lexicon.ORDERED)) : -1;
            if (verb >= 0) {
                move(tokens, at, verb);
                if (none) {
                    joinOthers(tokens, scan.vocabulary(), at + 1);
                }
            }
        }
        return tokens;
    }

    /** Where the verb begins that ends there; -1 without one. */
    private static int verbBefore(Scan scan, int end, List<Phrases> verbs) {
        for (int start = Math.max(0, end - WORDS_AT_MOST); start < end; start++) {
            for (Phrases verb : verbs) {
                if (scan.match(verb, start) == end) {
                    return start;
                }
            }
        }
        return -1;
    }

    /** What denies begins with the verb then, so that the stretch of both is what it was. */
    private static void move(List<Token> tokens, int from, int to) {
        Token denying = tokens.remove(from);
        int start = tokens.get(to).start();
        tokens.add(to, new Token(Token.Kind.WORD, "neither", "neither", null, start, denying.end()));
    }

    /** "… and no bags", "… or any bags": the list goes on. */
    private static void joinOthers(List<Token> tokens, Vocabulary vocabulary, int from) {
        for (int at = from; at + 2 < tokens.size(); at++) {
            Scan now = new Scan(tokens, vocabulary);
            boolean joins = now.is(at, "and") || now.is(at, "or") || now.is(at, "nor") || now.is(at, ",");
            if (joins && now.is(at + 1, "no") && isThing(now, at + 2)) {
                Token no = tokens.remove(at + 1);
                Token and = tokens.get(at);
                tokens.set(at, new Token(Token.Kind.WORD, "nor", "nor", null, and.start(), no.end()));
            }
        }
    }

    private static boolean isThing(Scan scan, int at) {
        return at < scan.size() && scan.value(at, Place.CATEGORY, Place.SKU) != null;
    }
}
