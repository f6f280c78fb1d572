package io.micms.insight.wording;

import org.junit.jupiter.api.Test;

class HeldOutProbe {
    @Test
    void probe() {
        Score score = Score.of("RULES_ENGINE", Corpus.of("held-out"), WordingCorpusTest::read);
        System.out.println("HELD " + score.right() + " of " + score.total());
        System.out.println(score);
    }
}
