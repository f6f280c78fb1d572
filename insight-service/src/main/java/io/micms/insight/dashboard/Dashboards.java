package io.micms.insight.dashboard;

import io.micms.platform.problem.Unavailable;
import org.springframework.stereotype.Component;

@Component
public class Dashboards {
    public static final int HOURLY_AT_MOST = 7;
    private final io.micms.insight.PlatformProperties platform;
    Dashboards(io.micms.insight.PlatformProperties platform) { this.platform = platform; }
    public java.time.LocalDate today() { return platform.dayOf(java.time.Instant.now()); }
    public Period last(int days) { return Period.ofLast(days, today()); }
    public Dashboard of(Period period, Dashboard.Granularity granularity) { throw new Unavailable("This is not computed yet.", null); }
}
