package io.micms.insight.wording;

import io.micms.insight.wording.Corpus.Phrasing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How well an engine understands a corpus. A rule is right if it matches the same made-up customers as the expected one,
 * however it is written; what cannot be understood has to be said, and nothing else may be.
 */
record Score(String engine, String corpus, int right, List<Miss> misses) {

    private static final int CUSTOMERS = 600;

    /** @param rule null if it made none */
    record Given(@Nullable JsonNode rule, List<String> notUnderstood) {}

    record Miss(Phrasing phrasing, String why, @Nullable JsonNode rule) {}

    static Score of(String engine, Corpus corpus, Function<String, Given> reader) {
        int right = 0;
        List<Miss> misses = new ArrayList<>();
        for (Phrasing phrasing : corpus.phrasings()) {
            Given given;
            try {
                given = reader.apply(phrasing.text());
            } catch (RuntimeException e) {
                misses.add(new Miss(phrasing, "failed: " + e, null));
                continue;
            }
            String fault = fault(phrasing, given);
            if (fault == null) {
                right++;
            } else {
                misses.add(new Miss(phrasing, fault, given.rule()));
            }
        }
        return new Score(engine, corpus.name(), right, misses);
    }

    private static @Nullable String fault(Phrasing phrasing, Given given) {
        String left = given.notUnderstood().stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" … "));
        for (String words : phrasing.notUnderstood()) {
            if (!left.contains(words.toLowerCase(Locale.ROOT))) {
                return "does not say that it does not understand “%s” (says: %s)".formatted(words, left);
            }
        }
        if (phrasing.notUnderstood().isEmpty() && !left.isEmpty()) {
            return "does not understand “%s”".formatted(left);
        }
        if (phrasing.rule() == null) {
            return given.rule() == null ? null : "makes a rule of it";
        }
        if (given.rule() == null) {
            return "makes no rule of it";
        }
        return differing(Corpus.json(phrasing.rule()), given.rule());
    }

    private static @Nullable String differing(JsonNode expected, JsonNode given) {
        RuleEvaluator evaluator = new RuleEvaluator(Corpus.NOW, Corpus.ZONE);
        for (MadeUpCustomer customer : MadeUpCustomers.telling(expected, given, CUSTOMERS, Corpus.NOW, Corpus.ZONE)) {
            if (evaluator.matches(expected, customer) != evaluator.matches(given, customer)) {
                return "means somebody else: " + expected;
            }
        }
        return null;
    }

    int total() {
        return right + misses.size();
    }

    @Override
    public String toString() {
        String head = "%s on %s: %d of %d (%.1f %%)"
                .formatted(engine, corpus, right, total(), 100.0 * right / Math.max(1, total()));
        return misses.stream()
                .map(miss -> "%n  line %d: %s%n      %s%n      made: %s"
                        .formatted(miss.phrasing().line(), miss.phrasing().text(), miss.why(), miss.rule()))
                .collect(Collectors.joining("", head, ""));
    }
}
