package io.micms.insight.performance.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.performance.CampaignPerformance.Touch;
import io.micms.insight.performance.CampaignPerformances;
import io.micms.platform.problem.InvalidParameter;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CampaignInsightController {

    private final CampaignPerformances performances;
    private final PlatformProperties platform;

    CampaignInsightController(CampaignPerformances performances, PlatformProperties platform) {
        this.performances = performances;
        this.platform = platform;
    }

    /**
     * @param touch what begins the window: sent, opened or clicked
     * @param window days from the touch in which an order counts
     */
    @GetMapping("/api/insights/campaigns/{id}")
    CampaignInsightView campaign(
            @PathVariable String id,
            @RequestParam(defaultValue = "sent") String touch,
            @RequestParam(required = false) @Nullable String window) {
        return CampaignInsightView.of(
                performances.of(id, touch(touch), window == null ? performances.windowDays() : days(window)), platform);
    }

    private static Touch touch(String text) {
        return Arrays.stream(Touch.values())
                .filter(touch -> touch.name().equals(text.toUpperCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new InvalidParameter("touch", "touch is sent, opened or clicked."));
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= CampaignPerformances.WINDOW_AT_MOST) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for every unusable number.
        }
        throw new InvalidParameter(
                "window",
                "window is a whole number of days from 1 to %d.".formatted(CampaignPerformances.WINDOW_AT_MOST));
    }
}
