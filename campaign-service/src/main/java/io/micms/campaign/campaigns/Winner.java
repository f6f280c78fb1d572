package io.micms.campaign.campaigns;

import io.micms.campaign.settings.Lengths;
import io.micms.platform.problem.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has a part of the audience try the variants, and the rest get the one that did best.
 *
 * @param by what is compared
 * @param testShare of the audience that tries, in whole percent
 * @param after how long after the beginning the best is chosen (ISO-8601); ten minutes to 30 days
 */
public record Winner(
        @Nullable Measure by,
        @Nullable Integer testShare,
        @Nullable String after) {

    /** What makes one variant better than another: the share of sent messages that were opened or clicked. */
    public enum Measure {
        OPENS,
        CLICKS
    }

    void check(List<Fault> faults) {
        if (by == null) {
            faults.add(new Fault("/winner/by", "The winner is found by OPENS or CLICKS."));
        }
        if (testShare == null || testShare < 1 || testShare > 90) {
            faults.add(new Fault("/winner/testShare", "The share that tries is 1 to 90 percent."));
        }
        Lengths.check(faults, "/winner/after", after, Duration.ofMinutes(10), Duration.ofDays(30));
    }

    public Measure measure() {
        return by == null ? Measure.OPENS : by;
    }

    int percent() {
        return testShare == null ? 0 : testShare;
    }

    public Duration length() {
        return Lengths.parse(String.valueOf(after));
    }
}
