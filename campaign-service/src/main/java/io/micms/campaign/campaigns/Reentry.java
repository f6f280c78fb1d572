package io.micms.campaign.campaigns;

import io.micms.campaign.settings.Lengths;
import io.micms.platform.problem.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody who joins a live campaign's segment again get it again.
 *
 * @param after how long after the last time, in ISO-8601; an hour to two years
 */
public record Reentry(@Nullable String after) {

    void check(List<Fault> faults) {
        Lengths.check(faults, "/reentry/after", after, Duration.ofHours(1), Duration.ofDays(731));
    }

    public Duration length() {
        return Lengths.parse(String.valueOf(after));
    }
}
