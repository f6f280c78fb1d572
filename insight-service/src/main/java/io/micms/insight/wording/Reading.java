package io.micms.insight.wording;

import io.micms.insight.rules.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the grammar made of a text.
 *
 * @param rule null if nothing was understood
 * @param understood the parts that the rule is made of
 * @param asked what each of these asks for by itself
 * @param notUnderstood the parts that it lacks, each with the reason
 */
public record Reading(@Nullable Rule rule, List<Part> understood, List<Rule> asked, List<Part> notUnderstood) {

    public Reading {
        understood = List.copyOf(understood);
        asked = List.copyOf(asked);
        notUnderstood = List.copyOf(notUnderstood);
    }
}
