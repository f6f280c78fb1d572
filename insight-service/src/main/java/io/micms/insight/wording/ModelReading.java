package io.micms.insight.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the language model made of a text, as it said it. Nothing of it is believed: see {@link #faults}.
 *
 * @param rule with a null for everything that it leaves out
 */
record ModelReading(@Nullable JsonNode rule, List<Understood> understood, List<NotUnderstood> notUnderstood) {

    /** @param conditions JSON pointers into the rule, to what the words became */
    record Understood(String text, String meaning, List<String> conditions) {}

    record NotUnderstood(String text, String reason) {}

    /** The rule as campaign-service has it; null if there is none. */
    @Nullable
    JsonNode bareRule() {
        return rule == null || rule.isNull() ? null : withoutNulls(rule);
    }

    /** The schema that the model answers by has every member in every object. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node.isObject()) {
            ObjectNode bare = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> {
                JsonNode value = withoutNulls(member.getValue());
                boolean empty = value.isNull() || member.getKey().equals("where") && value.isEmpty();
                if (!empty) {
                    bare.set(member.getKey(), value);
                }
            });
            return bare;
        }
        if (node.isArray()) {
            ArrayNode bare = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> bare.add(withoutNulls(element)));
            return bare;
        }
        return node;
    }

    /** What is wrong with what is said about the text: parts that do not stand in it, and words that no part holds. */
    List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        boolean[] held = new boolean[text.length()];
        understood.forEach(part -> hold(text, part.text(), held, faults));
        notUnderstood.forEach(part -> hold(text, part.text(), held, faults));
        for (Token token : Tokens.of(text)) {
            boolean word = token.kind() != Token.Kind.SIGN && !Lexicon.isHollow(token.read());
            if (word && !held[token.start()]) {
                faults.add("The word “%s” is neither in understood nor in notUnderstood.".formatted(token.text()));
            }
        }
        if (bareRule() == null && !understood.isEmpty()) {
            faults.add("Something is understood, so there is a rule.");
        }
        if (bareRule() != null && understood.isEmpty()) {
            faults.add("There is a rule, so something is understood.");
        }
        return faults;
    }

    /** Words that stand there several times are held one after the other. */
    private static void hold(String text, String part, boolean[] held, List<String> faults) {
        Optional<Integer> start = find(text, part, 0);
        if (start.isEmpty()) {
            faults.add("“%s” does not stand in the text.".formatted(part));
            return;
        }
        for (Optional<Integer> at = start; at.isPresent(); at = find(text, part, at.get() + 1)) {
            if (!held[at.get()]) {
                start = at;
                break;
            }
        }
        java.util.Arrays.fill(held, start.get(), start.get() + part.strip().length(), true);
    }

    private static Optional<Integer> find(String text, String part, int from) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(part.strip().toLowerCase(Locale.ROOT), from);
        return part.isBlank() || at < 0 || at + part.strip().length() > text.length()
                ? Optional.empty()
                : Optional.of(at);
    }

    List<Part> partsUnderstood(String text) {
        return understood.stream()
                .map(part -> part(text, part.text(), part.meaning()))
                .toList();
    }

    List<Part> partsNotUnderstood(String text) {
        return notUnderstood.stream()
                .map(part -> part(text, part.text(), part.reason()))
                .toList();
    }

    private static Part part(String text, String words, String meaning) {
        int start = find(text, words, 0).orElseThrow();
        return Part.of(text, start, start + words.strip().length(), meaning);
    }
}
