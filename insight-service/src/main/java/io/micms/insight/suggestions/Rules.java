package io.micms.insight.suggestions;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes rules in the language of segments, as {@code docs/segments.md} has it. */
final class Rules {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Rules() {}

    static JsonNode allOf(ObjectNode... rules) {
        return group("and", rules);
    }

    static ObjectNode anyOf(ObjectNode... rules) {
        return group("or", rules);
    }

    private static ObjectNode group(String combinator, ObjectNode... rules) {
        ObjectNode group = JSON.createObjectNode().put("combinator", combinator);
        group.putArray("rules").addAll(List.of(rules));
        return group;
    }

    static ObjectNode rule(String field, String operator, Object value) {
        return JSON.createObjectNode()
                .put("field", field)
                .put("operator", operator)
                .set("value", JSON.valueToTree(value));
    }

    static ObjectNode within(int days, ObjectNode rule) {
        return rule.put("within", days(days));
    }

    static ObjectNode of(String category, ObjectNode rule) {
        return rule.set("where", JSON.valueToTree(Map.of("category", List.of(category))));
    }

    /** An exact number of days: a day is 24 hours there. */
    static String days(int days) {
        return "P" + days + "D";
    }
}
