package io.micms.insight.performance;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param windowDays within how many days of a message an order is put down to it, where nobody asks for another number */
@ConfigurationProperties("micms.insights.attribution")
record PerformanceProperties(@DefaultValue("7") int windowDays) {

    PerformanceProperties {
        if (windowDays < 1 || windowDays > CampaignPerformances.WINDOW_AT_MOST) {
            throw new IllegalArgumentException("micms.insights.attribution.window-days is from 1 to %d, not %d"
                    .formatted(CampaignPerformances.WINDOW_AT_MOST, windowDays));
        }
    }
}
