package io.micms.campaign.campaigns;

import java.time.Instant;
import java.util.List;

/**
 * Which variant the rest of an audience got, and on what grounds.
 *
 * @param winner the key of the variant
 * @param figures as they were then, in the order of the variants
 */
public record Decision(int occurrence, String winner, Instant at, Winner.Measure by, List<Figure> figures) {

    /** @param successes of {@code sent} messages, that were opened or clicked */
    public record Figure(String variant, long sent, long successes) {}
}
