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
 * @param leaning whether it begins with something that leans on the auxiliary before it: a verb, "in", "tagged"
 * @param names whether it names people by itself, as "VIPs" does
 * @param notes what was decided for the person
 */
record Clause(
        int end,
        @Nullable Rule rule,
        @Nullable String refusal,
        boolean negated,
        boolean open,
        boolean leaning,
        boolean names,
        List<String> notes) {

    Clause {
        notes = List.copyOf(notes);
    }

    static Clause of(int end, Rule rule) {
        return new Clause(end, rule, null, false, false, false, false, List.of());
    }

    static Clause refused(int end, String reason) {
        return new Clause(end, null, reason, false, false, false, false, List.of());
    }

    Clause asOpen() {
        return new Clause(end, rule, refusal, negated, true, leaning, names, notes);
    }

    Clause withNote(@Nullable String note) {
        if (note == null) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Clause(end, rule, refusal, negated, open, leaning, names, more);
    }

    Clause withNotes(List<String> others) {
        List<String> more = new ArrayList<>(notes);
        more.addAll(others);
        return new Clause(end, rule, refusal, negated, open, leaning, names, more);
    }

    /** The same, denied. */
    Clause denied() {
        return new Clause(end, rule == null ? null : rule.negated(), refusal, !negated, open, leaning, names, notes);
    }

    Clause asLeaning() {
        return new Clause(end, rule, refusal, negated, open, true, names, notes);
    }

    Clause leaningOnNothing() {
        return new Clause(end, rule, refusal, negated, open, false, names, notes);
    }

    Clause asName() {
        return new Clause(end, rule, refusal, negated, open, leaning, true, notes);
    }
}
