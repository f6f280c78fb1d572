package io.micms.insight.people.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.CustomerGroup;
import io.micms.insight.people.Outlook;
import io.micms.insight.people.PersonInsight;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code GET /api/insights/customers/{id}}; money as decimal text in {@code currency}. */
record CustomerInsightView(
        String id,
        List<String> mergedIds,
        Instant asOf,
        String currency,
        @Nullable LocalDate knownSince,
        Orders orders,
        PersonInsight.@Nullable Scores scores,
        @Nullable Group group,
        Expectations outlook,
        List<Category> categories,
        @Nullable String favouriteCategory,
        @Nullable String favouriteChannel,
        PersonInsight.BestHour bestHour,
        PersonInsight.Messages messages) {

    record Orders(
            int count,
            String revenue,
            @Nullable String average,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Integer daysSinceLast,
            @Nullable Double daysBetween,
            int cancelled) {}

    record Group(CustomerGroup key, String title, String meaning) {

        static Group of(CustomerGroup group) {
            return new Group(group, group.title(), group.meaning());
        }
    }

    record Category(String category, int orders, String revenue, double share) {}

    record Expectations(
            Outlook.Basis basis,
            int horizonDays,
            @Nullable Double probabilityAlive,
            @Nullable Double probabilityOfOrder,
            @Nullable Double expectedOrders,
            @Nullable String expectedValue,
            @Nullable Double churnRisk,
            Outlook.Churn churn,
            String explanation,
            @Nullable Instant fittedAt) {

        static Expectations of(Outlook outlook, PlatformProperties platform) {
            return new Expectations(
                    outlook.basis(),
                    Outlook.HORIZON_DAYS,
                    outlook.probabilityAlive(),
                    outlook.probabilityOfOrder(),
                    outlook.expectedOrders(),
                    outlook.expectedValue() == null ? null : platform.money(outlook.expectedValue()),
                    outlook.churnRisk(),
                    outlook.churn(),
                    outlook.explanation(),
                    outlook.fittedAt());
        }
    }

    static CustomerInsightView of(PersonInsight person, PlatformProperties platform) {
        PersonInsight.Orders orders = person.orders();
        List<Category> categories = person.categories().stream()
                .map(category -> new Category(
                        category.category(), category.orders(), platform.money(category.revenue()), category.share()))
                .toList();
        return new CustomerInsightView(
                person.id(),
                person.mergedIds(),
                person.asOf(),
                platform.currency().getCurrencyCode(),
                person.knownSince(),
                new Orders(
                        orders.count(),
                        platform.money(orders.revenue()),
                        orders.average() == null ? null : platform.money(orders.average()),
                        orders.firstAt(),
                        orders.lastAt(),
                        orders.daysSinceLast(),
                        orders.daysBetween(),
                        orders.cancelled()),
                person.scores(),
                person.group() == null ? null : Group.of(person.group()),
                Expectations.of(person.outlook(), platform),
                categories,
                categories.isEmpty() ? null : categories.getFirst().category(),
                person.channel(),
                person.bestHour(),
                person.messages());
    }
}
