package io.micms.campaign.campaigns;

import org.jspecify.annotations.Nullable;

/**
 * What a campaign need not keep to, such as one that confirms an order. Consent and suppression are never among it. Only a
 * manager sets these.
 *
 * @param ignoreCaps whether it is sent, and counted, whatever somebody got lately
 * @param ignoreQuietHours whether it is sent at night
 */
public record GuardOverrides(
        @Nullable Boolean ignoreCaps, @Nullable Boolean ignoreQuietHours) {

    public static final GuardOverrides NONE = new GuardOverrides(false, false);

    public GuardOverrides {
        ignoreCaps = Boolean.TRUE.equals(ignoreCaps);
        ignoreQuietHours = Boolean.TRUE.equals(ignoreQuietHours);
    }

    public boolean areCapsIgnored() {
        return Boolean.TRUE.equals(ignoreCaps);
    }

    public boolean areQuietHoursIgnored() {
        return Boolean.TRUE.equals(ignoreQuietHours);
    }
}
