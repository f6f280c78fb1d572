package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.rules.Rule;
import io.micms.insight.wording.Score.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingCorpusTest {

    private static final int PHRASINGS_AT_LEAST = 300;

    static Given read(String text) {
        Reading reading = new Grammar(Corpus.vocabulary(), Corpus.TODAY, Corpus.CURRENCY).read(text);
        Rule rule = reading.rule();
        return new Given(
                rule == null ? null : rule.toJson(),
                reading.notUnderstood().stream().map(Part::text).toList());
    }

    @Test
    void theEngineUnderstandsTheWholeCorpus() {
        Corpus corpus = Corpus.of("phrasings");
        assertThat(corpus.phrasings()).hasSizeGreaterThanOrEqualTo(PHRASINGS_AT_LEAST);

        Score score = Score.of("RULES_ENGINE", corpus, WordingCorpusTest::read);

        assertThat(score.misses()).as(score.toString()).isEmpty();
    }

    @Test
    void everyWordIsUnderstoodOrNamedOrSaysNothing() {
        for (Corpus.Phrasing phrasing : Corpus.of("phrasings").phrasings()) {
            Reading reading = new Grammar(Corpus.vocabulary(), Corpus.TODAY, Corpus.CURRENCY).read(phrasing.text());
            for (List<Part> parts : List.of(reading.understood(), reading.notUnderstood())) {
                for (Part part : parts) {
                    assertThat(phrasing.text().substring(part.start(), part.end()))
                            .isEqualTo(part.text());
                }
            }
        }
    }
}
