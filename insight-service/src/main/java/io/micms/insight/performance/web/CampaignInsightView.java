package io.micms.insight.performance.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.performance.CampaignPerformance;
import io.micms.insight.performance.CampaignPerformance.Reach;
import io.micms.insight.performance.Uplift;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code GET /api/insights/campaigns/{id}}; money as decimal text in {@code currency}, differences as numbers. */
record CampaignInsightView(
        String id,
        @Nullable String name,
        @Nullable Instant launchedAt,
        Instant asOf,
        String currency,
        CampaignPerformance.Touch touch,
        int windowDays,
        Reach messages,
        Attributed revenue,
        Effect uplift,
        List<Part> variants,
        List<Part> steps,
        List<Curve> curves) {

    record Attributed(
            long people,
            long customers,
            long orders,
            String revenue,
            @Nullable Double conversion,
            @Nullable String perPerson) {

        static Attributed of(CampaignPerformance.Attributed of, PlatformProperties platform) {
            return new Attributed(
                    of.people(),
                    of.customers(),
                    of.orders(),
                    platform.money(of.revenue()),
                    of.conversion(),
                    of.perPerson() == null ? null : platform.money(of.perPerson()));
        }
    }

    record Part(String name, Reach messages, Attributed revenue) {

        static Part of(CampaignPerformance.Part of, PlatformProperties platform) {
            return new Part(of.name(), of.reach(), Attributed.of(of.revenue(), platform));
        }
    }

    record Curve(CampaignPerformance.Curve.Of of, @Nullable String variant, long people, List<Point> points) {

        record Point(int day, long people, long customers, double conversion, String revenue, double perPerson) {}

        static Curve of(CampaignPerformance.Curve of, PlatformProperties platform) {
            return new Curve(
                    of.of(),
                    of.variant(),
                    of.people(),
                    of.points().stream()
                            .map(point -> new Point(
                                    point.day(),
                                    point.people(),
                                    point.customers(),
                                    point.conversion(),
                                    platform.money(point.revenue()),
                                    point.perPerson()))
                            .toList());
        }
    }

    record Effect(
            double confidence,
            Uplift.@Nullable Arm messaged,
            Uplift.@Nullable Arm heldOut,
            @Nullable Interval conversion,
            @Nullable Interval revenuePerPerson,
            @Nullable Interval extraRevenue,
            String explanation) {

        record Interval(double estimate, double low, double high, boolean significant) {

            static @Nullable Interval of(Uplift.@Nullable Interval of) {
                return of == null ? null : new Interval(of.estimate(), of.low(), of.high(), of.significant());
            }
        }

        static Effect of(Uplift of) {
            return new Effect(
                    Uplift.CONFIDENCE,
                    of.messaged(),
                    of.heldOut(),
                    Interval.of(of.conversion()),
                    Interval.of(of.revenuePerPerson()),
                    Interval.of(of.extraRevenue()),
                    of.explanation());
        }
    }

    static CampaignInsightView of(CampaignPerformance of, PlatformProperties platform) {
        return new CampaignInsightView(
                of.id(),
                of.name(),
                of.launchedAt(),
                of.computedAt(),
                platform.currency().getCurrencyCode(),
                of.touch(),
                of.windowDays(),
                of.reach(),
                Attributed.of(of.revenue(), platform),
                Effect.of(of.uplift()),
                of.variants().stream().map(part -> Part.of(part, platform)).toList(),
                of.steps().stream().map(part -> Part.of(part, platform)).toList(),
                of.curves().stream().map(curve -> Curve.of(curve, platform)).toList());
    }
}
