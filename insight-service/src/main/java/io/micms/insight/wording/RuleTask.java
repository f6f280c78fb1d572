package io.micms.insight.wording;

import io.micms.insight.ai.Feature;
import io.micms.insight.ai.Resources;
import io.micms.insight.ai.Task;
import io.micms.insight.neighbours.CampaignService.Field;
import io.micms.insight.neighbours.CampaignService.Named;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Asks the language model for a rule: it is given the catalogue of fields, the schema and the text, and nobody's data. */
final class RuleTask {

    private static final String INSTRUCTIONS = Resources.text("rule.txt");
    private static final String SCHEMA = Resources.text("rule.schema.json");
    private static final int OUTPUT_TOKENS = 2_000;

    private RuleTask() {}

    /**
     * What rules can be made of.
     *
     * @param currency that amounts are in
     */
    record World(List<Field> fields, List<Named> segments, List<Named> campaigns, LocalDate today, String currency) {

        Vocabulary vocabulary() {
            return Vocabulary.of(fields, segments, campaigns);
        }
    }

    /** @param ruleFaults what campaign-service finds wrong with a rule */
    static Task<ModelReading> of(String text, World world, Function<JsonNode, List<String>> ruleFaults) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("today", world.today().toString());
        data.put("currency", world.currency());
        data.put("catalogue", world.fields());
        data.put("segments", world.segments());
        data.put("campaigns", world.campaigns());
        data.put("text", text);
        CrossCheck crossCheck = new CrossCheck(text, world);
        return new Task<>(
                Feature.RULE,
                INSTRUCTIONS,
                data,
                SCHEMA,
                ModelReading.class,
                reading -> faults(reading, text, crossCheck, ruleFaults),
                OUTPUT_TOKENS);
    }

    private static List<String> faults(
            ModelReading reading, String text, CrossCheck crossCheck, Function<JsonNode, List<String>> ruleFaults) {
        List<String> faults = new ArrayList<>(reading.faults(text));
        if (faults.isEmpty()) {
            faults.addAll(crossCheck.faults(reading));
        }
        JsonNode rule = reading.bareRule();
        if (rule != null) {
            faults.addAll(ruleFaults.apply(rule));
        }
        return faults;
    }
}
