package io.micms.insight.suggestions;

import io.micms.platform.problem.Unavailable;
import org.springframework.stereotype.Component;

@Component
public class Suggestions {
    public record Counted(java.time.Instant at, java.util.List<Suggestion> suggestions) {}
    public Counted current() { throw new Unavailable("This is not computed yet.", null); }
}
