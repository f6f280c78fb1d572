package io.micms.insight.performance;

import io.micms.platform.problem.Unavailable;
import org.springframework.stereotype.Component;

@Component
public class CampaignPerformances {
    public static final int WINDOW_AT_MOST = 90;
    public int windowDays() { return 7; }
    public CampaignPerformance of(String id, CampaignPerformance.Touch touch, int windowDays) { throw new Unavailable("This is not computed yet.", null); }
}
