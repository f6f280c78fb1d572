package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.rules.Rule;
import io.micms.insight.wording.Score.Given;
import io.micms.platform.testing.CommittedFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    void nothingButPunctuationMeansNobodyAndSaysWhatToSay() {
        for (String text : List.of("?", "…", "- - -", "\" \"", ",;:", "and who")) {
            Reading reading = new Grammar(Corpus.vocabulary(), Corpus.TODAY, Corpus.CURRENCY).read(text);

            assertThat(reading.rule()).as(text).isNull();
            assertThat(reading.notUnderstood()).as(text).isNotEmpty();
        }
        assertThat(new Grammar(Corpus.vocabulary(), Corpus.TODAY, Corpus.CURRENCY)
                        .read("?")
                        .notUnderstood()
                        .getFirst()
                        .meaning())
                .contains("which customers are meant");
    }

    /** Read by campaign-service, whose test says that it takes every one of them. */
    @Test
    void theRulesThatAreMadeAreTheCommittedOnes() {
        Map<String, String> rules = new TreeMap<>();
        for (String name : List.of("phrasings", "held-out")) {
            for (Corpus.Phrasing phrasing : Corpus.of(name).phrasings()) {
                Given given = read(phrasing.text());
                if (given.rule() != null) {
                    rules.put(phrasing.text(), given.rule().toString());
                }
            }
        }
        String text = rules.entrySet().stream()
                .map(rule ->
                        "  %s: %s".formatted(JsonMapper.shared().writeValueAsString(rule.getKey()), rule.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));

        CommittedFile.assertSays("rules/worded.json", text);
    }
}
