package io.micms.campaign.settings;

import io.micms.campaign.rules.Span;
import io.micms.platform.problem.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exact lengths of time in ISO-8601, such as P7D (7 times 24 hours) or PT90M; never months or years. */
public final class Lengths {

    private Lengths() {}

    /** @throws IllegalArgumentException saying to a person what is wrong */
    public static Duration parse(String text) {
        Span span = Span.parse(text);
        if (span.months() > 0) {
            throw new IllegalArgumentException("Use weeks, days or times here: months and years differ in length.");
        }
        return span.time().plusDays(span.days());
    }

    /** Adds a fault where a text is missing, is no length, or is none between two others. */
    public static void check(
            List<Fault> faults, String pointer, @Nullable String text, Duration atLeast, Duration atMost) {
        if (text == null) {
            faults.add(new Fault(pointer, "A length of time is needed, such as P7D or PT12H."));
            return;
        }
        try {
            Duration length = parse(text);
            if (length.compareTo(atLeast) < 0 || length.compareTo(atMost) > 0) {
                faults.add(new Fault(pointer, "This takes %s to %s.".formatted(atLeast, atMost)));
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(pointer, String.valueOf(e.getMessage())));
        }
    }
}
