package io.micms.insight.people.web;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.CustomerBase;
import io.micms.insight.people.CustomerGroup;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code GET /api/insights/customers}; money as decimal text in {@code currency}. */
record CustomerBaseView(
        Instant countedAt,
        String currency,
        long customers,
        List<Group> groups,
        CustomerBase.@Nullable Model model,
        String modelNote) {

    record Group(
            CustomerGroup key,
            String title,
            String meaning,
            long customers,
            double share,
            String revenue,
            double revenueShare,
            @Nullable String expectedValue) {}

    static CustomerBaseView of(CustomerBase base, PlatformProperties platform) {
        return new CustomerBaseView(
                base.countedAt(),
                platform.currency().getCurrencyCode(),
                base.customers(),
                base.groups().stream()
                        .map(group -> new Group(
                                group.group(),
                                group.group().title(),
                                group.group().meaning(),
                                group.customers(),
                                group.share(),
                                platform.money(group.revenue()),
                                group.revenueShare(),
                                group.expectedValue() == null ? null : platform.money(group.expectedValue())))
                        .toList(),
                base.model(),
                base.modelNote());
    }
}
