package io.micms.insight.wording;

import io.micms.insight.ai.Answered;
import io.micms.insight.ai.EvaluatedModel;
import io.micms.insight.ai.LanguageModel;
import io.micms.insight.wording.RuleTask.World;
import io.micms.insight.wording.Score.Given;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Prints how well words are understood, {@code ./mi-cms eval}: by the grammar, and by the language model where the environment
 * names one. Both are scored in the same way, by whom their rules match.
 */
final class Evaluation {

    private static final int TRIED = 50;

    private Evaluation() {}

    public static void main(String[] arguments) {
        LanguageModel model = EvaluatedModel.fromEnvironment(System.getenv());
        for (String name : List.of("phrasings", "held-out")) {
            Corpus corpus = Corpus.of(name);
            System.out.println(Score.of("RULES_ENGINE", corpus, WordingCorpusTest::read));
            if (model != null) {
                System.out.println(Score.of("MODEL", corpus, text -> ask(model, text)));
            }
        }
        if (model == null) {
            System.out.println(
                    "No language model: set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL, to score one.");
        }
    }

    /** What the model makes of a text by itself; where its answer is refused, it understood nothing. */
    private static Given ask(LanguageModel model, String text) {
        World world = new World(Corpus.fields(), Corpus.segments(), Corpus.campaigns(), Corpus.TODAY, Corpus.CURRENCY);
        Answered<ModelReading> answered = model.ask(RuleTask.of(text, world, Evaluation::faults));
        ModelReading reading = answered.value();
        return reading == null
                ? new Given(null, List.of(text))
                : new Given(
                        reading.bareRule(),
                        reading.notUnderstood().stream()
                                .map(ModelReading.NotUnderstood::text)
                                .toList());
    }

    /** In place of campaign-service: whether the rule can be read at all, and knows its fields. */
    private static List<String> faults(JsonNode rule) {
        for (JsonNode field : rule.findValues("field")) {
            if (Corpus.fields().stream().noneMatch(known -> known.name().equals(field.asString("")))) {
                return List.of("There is no field “%s”.".formatted(field.asString("")));
            }
        }
        try {
            RuleEvaluator evaluator = new RuleEvaluator(Corpus.NOW, Corpus.ZONE);
            MadeUpCustomers.telling(rule, rule, TRIED, Corpus.NOW, Corpus.ZONE)
                    .forEach(customer -> evaluator.matches(rule, customer));
            return List.of();
        } catch (RuntimeException e) {
            return List.of("The rule cannot be read: " + e.getMessage());
        }
    }
}
