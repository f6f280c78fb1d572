package io.micms.insight.dashboard.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.dashboard.Dashboard.Granularity;
import io.micms.insight.dashboard.Dashboards;
import io.micms.insight.dashboard.Period;
import io.micms.platform.problem.InvalidParameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DashboardController {

    private static final int DAYS_BY_DEFAULT = 30;

    private final Dashboards dashboards;
    private final PlatformProperties platform;

    DashboardController(Dashboards dashboards, PlatformProperties platform) {
        this.dashboards = dashboards;
        this.platform = platform;
    }

    /**
     * @param days how many, the last one being today; instead of {@code from} and {@code to}
     * @param from the first day, in the platform's time zone
     * @param to the last day, at most today
     * @param granularity day or hour, of the series; hours for at most a week
     */
    @GetMapping("/api/insights/dashboard")
    DashboardView dashboard(
            @RequestParam(required = false) @Nullable String days,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String granularity) {
        Period period = from == null && to == null ? dashboards.last(days(days)) : period(days, from, to);
        return DashboardView.of(dashboards.of(period, granularity(granularity, period)), platform);
    }

    private Period period(@Nullable String days, @Nullable String from, @Nullable String to) {
        if (days != null) {
            throw new InvalidParameter("days", "days stands alone, without from and to.");
        }
        LocalDate last = to == null ? dashboards.today() : date("to", to);
        if (last.isAfter(dashboards.today())) {
            throw new InvalidParameter("to", "to is today (%s) or earlier.".formatted(dashboards.today()));
        }
        if (from == null) {
            throw new InvalidParameter("from", "from is missing: to says where the period ends, from where it begins.");
        }
        return new Period(date("from", from), last);
    }

    private static int days(@Nullable String text) {
        if (text == null) {
            return DAYS_BY_DEFAULT;
        }
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= Period.DAYS_AT_MOST) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for every unusable number.
        }
        throw new InvalidParameter("days", "days is a whole number from 1 to %d.".formatted(Period.DAYS_AT_MOST));
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidParameter(name, "%s is a date like 2026-11-01.".formatted(name));
        }
    }

    private static Granularity granularity(@Nullable String text, Period period) {
        return switch (text) {
            case null -> Granularity.DAY;
            case "day" -> Granularity.DAY;
            case "hour" -> {
                if (period.days() > Dashboards.HOURLY_AT_MOST) {
                    throw new InvalidParameter(
                            "granularity", "hours are shown for at most %d days.".formatted(Dashboards.HOURLY_AT_MOST));
                }
                yield Granularity.HOUR;
            }
            default -> throw new InvalidParameter("granularity", "granularity is day or hour.");
        };
    }
}
