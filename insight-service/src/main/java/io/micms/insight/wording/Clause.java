package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the text that asks for one thing.
 *
 * @param rule what it asks for; null if a rule cannot ask that
 * @param refusal why a rule cannot; null if it can
 * @param negated whether the text denies it
 * @param open whether words right behind it would belong to it, so that it says less than meant without them
 * @param bareVerb whether it begins with a verb that leans on the auxiliary before it
 * @param notes what was decided for the person
 */
record Clause(
        int end,
        @Nullable Rule rule,
        @Nullable String refusal,
        boolean negated,
        boolean open,
        boolean bareVerb,
        List<String> notes) {

    Clause {
        notes = List.copyOf(notes);
    }

    static Clause of(int end, Rule rule) {
        return new Clause(end, rule, null, false, false, false, List.of());
    }

    static Clause refused(int end, String reason) {
        return new Clause(end, null, reason, false, false, false, List.of());
    }

    Clause asOpen() {
        return new Clause(end, rule, refusal, negated, true, bareVerb, notes);
    }

    Clause withNote(@Nullable String note) {
        if (note == null) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Clause(end, rule, refusal, negated, open, bareVerb, more);
    }

    Clause withNotes(List<String> others) {
        List<String> more = new ArrayList<>(notes);
        more.addAll(others);
        return new Clause(end, rule, refusal, negated, open, bareVerb, more);
    }

    /** The same, denied. */
    Clause denied() {
        return new Clause(end, rule == null ? null : rule.negated(), refusal, !negated, open, bareVerb, notes);
    }

    Clause asBareVerb() {
        return new Clause(end, rule, refusal, negated, open, true, notes);
    }
}
