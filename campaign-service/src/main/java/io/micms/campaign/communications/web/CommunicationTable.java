package io.micms.campaign.communications.web;

import io.micms.campaign.communications.web.CommunicationController.CommunicationView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log as a table. */
final class CommunicationTable {

    static final List<String> HEADER = List.of(
            "at",
            "kind",
            "channel",
            "customerId",
            "customerName",
            "campaignId",
            "campaignName",
            "to",
            "subject",
            "text",
            "state",
            "reason",
            "source",
            "author",
            "acceptedBy",
            "tags",
            "sentAt",
            "deliveredAt",
            "openedAt",
            "clickedAt",
            "bouncedAt",
            "unsubscribedAt",
            "complainedAt");

    private CommunicationTable() {}

    static List<@Nullable String> row(CommunicationView view) {
        return Arrays.asList(
                text(view.at()),
                text(view.kind()),
                text(view.channel()),
                view.customerId(),
                view.customerName(),
                view.campaignId(),
                view.campaignName(),
                view.to(),
                view.subject(),
                view.body(),
                text(view.state()),
                text(view.reason()),
                text(view.source()),
                view.author(),
                view.acceptedBy(),
                String.join(",", view.tags()),
                text(view.sentAt()),
                text(view.deliveredAt()),
                text(view.openedAt()),
                text(view.clickedAt()),
                text(view.bouncedAt()),
                text(view.unsubscribedAt()),
                text(view.complainedAt()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
