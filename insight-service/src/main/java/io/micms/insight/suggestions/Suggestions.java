package io.micms.insight.suggestions;

import io.micms.insight.PlatformProperties;
import io.micms.insight.Remembered;
import io.micms.insight.people.Everybody;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Suggests segments from what all customers bought and read. */
@Component
public class Suggestions {

    private final Everybody everybody;
    private final PlatformProperties platform;
    private final Clock clock;
    private final Remembered<String, Counted> remembered = new Remembered<>();

    Suggestions(Everybody everybody, PlatformProperties platform, Clock clock) {
        this.everybody = everybody;
        this.platform = platform;
        this.clock = clock;
    }

    /** @param at when everybody was looked at */
    public record Counted(Instant at, List<Suggestion> suggestions) {}

    public Counted current() {
        return remembered.get("", nothing -> count());
    }

    private Counted count() {
        Instant now = clock.instant();
        return new Counted(now, Ideas.suggestions(everybody::forEach, now, platform));
    }
}
