package io.micms.insight.drafts;

import io.micms.insight.ai.Origin;
import io.micms.insight.drafts.Brief.Channel;
import io.micms.platform.problem.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public class Drafting {

    public record Drafts(
            List<Draft> variants,
            List<Subject> subjects,
            @Nullable SendTime bestTime,
            Origin origin) {}

    public record Subjects(List<Subject> lines, Origin origin) {}

    public Drafts drafts(Brief brief) {
        throw new Unavailable("Not yet.", null);
    }

    public Subjects subjects(@Nullable String about, @Nullable String body, @Nullable Integer count) {
        throw new Unavailable("Not yet.", null);
    }

    public Draft checked(@Nullable Channel channel, @Nullable String subject, @Nullable String body) {
        throw new Unavailable("Not yet.", null);
    }
}
