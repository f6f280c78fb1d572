package io.micms.insight.wording;

import java.time.LocalDate;
import java.util.List;

/** The deterministic engine: reads a text as marketers write about customers, and says what it made of which words. */
final class Grammar {

    private final Vocabulary vocabulary;
    private final LocalDate today;
    private final String currency;

    /** @param currency the platform's, that amounts are in */
    Grammar(Vocabulary vocabulary, LocalDate today, String currency) {
        this.vocabulary = vocabulary;
        this.today = today;
        this.currency = currency;
    }

    Reading read(String text) {
        List<Token> tokens = Denials.inFront(new Scan(vocabulary.mended(Tokens.of(text)), vocabulary));
        Scan scan = new Scan(tokens, vocabulary);
        Quantities quantities = new Quantities(scan);
        Times times = new Times(scan, today);
        return new Sentence(
                        text,
                        scan,
                        times,
                        new OrderClauses(scan, quantities, times, currency),
                        new MessageClauses(scan, quantities, times),
                        new ProfileClauses(scan, quantities, times),
                        vocabulary::shown)
                .read();
    }
}
