package io.micms.campaign.campaigns;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.settings.Lengths;
import io.micms.platform.problem.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A further message to whom the one before has reached.
 *
 * @param after how long since the step before was sent, or passed over by its condition (ISO-8601); a minute to a year
 * @param when it is sent; null for {@link Condition#ALWAYS}
 */
public record FollowUp(
        @Nullable String after,
        @Nullable Condition when,
        @Nullable Content content) {

    /** What has to hold when that is over. Opens and clicks are those of the last message that was sent. */
    public enum Condition {
        ALWAYS,
        NOT_OPENED,
        NOT_CLICKED,
        STILL_IN_SEGMENT
    }

    public FollowUp {
        when = when == null ? Condition.ALWAYS : when;
        content = content == null ? Content.EMPTY : content;
    }

    void check(List<Fault> faults, String pointer, Channel channel) {
        Lengths.check(faults, pointer + "/after", after, Duration.ofMinutes(1), Duration.ofDays(366));
        if (channel == Channel.SMS && when == Condition.NOT_OPENED) {
            faults.add(new Fault(pointer + "/when", "Whether an SMS was opened is not known."));
        }
        said().faults(channel).forEach(fault -> faults.add(fault.under(pointer)));
    }

    Content said() {
        return content == null ? Content.EMPTY : content;
    }

    public Condition condition() {
        return when == null ? Condition.ALWAYS : when;
    }

    public Duration length() {
        return Lengths.parse(String.valueOf(after));
    }
}
