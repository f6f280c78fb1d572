package io.micms.insight.wording;

/** Prints how well words are understood: {@code ./mi-cms eval}. */
final class Evaluation {

    private Evaluation() {}

    public static void main(String[] arguments) {
        for (String name : new String[] {"phrasings", "held-out"}) {
            System.out.println(Score.of("RULES_ENGINE", Corpus.of(name), WordingCorpusTest::read));
        }
    }
}
