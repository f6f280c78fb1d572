package io.micms.campaign.campaigns;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.platform.problem.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several contents that are compared. It is called by its place: A, B, C and so on.
 *
 * @param name for people; null for none
 * @param share of whom the variants are for, in whole percent; all together are 100
 */
public record Variant(
        @Nullable String name,
        @Nullable Integer share,
        @Nullable Content content) {

    static final int AT_LEAST = 2;
    static final int AT_MOST = 10;
    private static final int NAME_AT_MOST = 100;

    public Variant {
        content = content == null ? Content.EMPTY : content;
    }

    /** What the variant at a place is called. */
    public static String key(int place) {
        return String.valueOf((char) ('A' + place));
    }

    void check(List<Fault> faults, String pointer, Channel channel) {
        if (name != null && name.length() > NAME_AT_MOST) {
            faults.add(new Fault(pointer + "/name", "At most %d characters.".formatted(NAME_AT_MOST)));
        }
        if (share == null || share < 1 || share > 99) {
            faults.add(new Fault(pointer + "/share", "A share is 1 to 99 percent."));
        }
        said().faults(channel).forEach(fault -> faults.add(fault.under(pointer)));
    }

    Content said() {
        return content == null ? Content.EMPTY : content;
    }

    /** Its share; 0 where a draft names none. */
    public int percent() {
        return share == null ? 0 : share;
    }
}
