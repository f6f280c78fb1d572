package io.micms.insight.dashboard.web;

import io.micms.insight.dashboard.Dashboards;
import io.micms.platform.problem.InvalidParameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DashboardController {

    private static final int DAYS_AT_MOST = 366;

    private final Dashboards dashboards;

    DashboardController(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @GetMapping("/api/insights/dashboard")
    DashboardView dashboard(@RequestParam(defaultValue = "30") String days) {
        return DashboardView.of(dashboards.ofLast(days(days)));
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= DAYS_AT_MOST) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for every unusable number.
        }
        throw new InvalidParameter("days", "days is a whole number from 1 to %d.".formatted(DAYS_AT_MOST));
    }
}
