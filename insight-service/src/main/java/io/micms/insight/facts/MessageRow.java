package io.micms.insight.facts;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is counted of a message. Where an instant is null, that has not happened.
 *
 * @param channel EMAIL or SMS
 * @param variant null in a campaign without variants
 * @param state as campaign-service names it
 * @param queuedAt of one that was skipped before it was queued, when it was skipped
 * @param day the day it was queued, like 2026-11-01
 * @param sentDay the day it was sent; null if it was not
 */
@Document("messages")
public record MessageRow(
        @Id String id,
        long version,

        @Indexed(name = "campaignId", sparse = true) @Nullable
        String campaignId,

        @Indexed(name = "customerId", sparse = true) @Nullable
        String customerId,

        @Nullable String channel,
        int step,
        @Nullable String variant,
        String state,
        Instant queuedAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant openedAt,
        @Nullable Instant clickedAt,
        @Nullable Instant unsubscribedAt,
        @Nullable Instant bouncedAt,
        @Nullable Instant complainedAt,
        @Indexed(name = "day") String day,
        @Indexed(name = "sentDay", sparse = true) @Nullable String sentDay)
        implements Row<MessageRow> {

    private static final Set<String> SENT = Set.of("SENT", "DELIVERED");

    static MessageRow of(org.bson.Document document) {
        return new MessageRow(
                document.getString("_id"),
                Stored.number(document, "version"),
                document.getString("campaignId"),
                document.getString("customerId"),
                document.getString("channel"),
                document.getInteger("step", 0),
                document.getString("variant"),
                document.getString("state"),
                Objects.requireNonNull(Stored.instant(document, "queuedAt")),
                Stored.instant(document, "sentAt"),
                Stored.instant(document, "deliveredAt"),
                Stored.instant(document, "openedAt"),
                Stored.instant(document, "clickedAt"),
                Stored.instant(document, "unsubscribedAt"),
                Stored.instant(document, "bouncedAt"),
                Stored.instant(document, "complainedAt"),
                document.getString("day"),
                document.getString("sentDay"));
    }

    /** Whether it has gone out, as far as anybody knows. */
    public boolean sent() {
        return SENT.contains(state) || sentAt != null;
    }

    /** Whether it has arrived. */
    public boolean delivered() {
        return "DELIVERED".equals(state) || deliveredAt != null;
    }

    public boolean heldOut() {
        return "HELD_OUT".equals(state);
    }

    @Override
    public Set<Mark> marks() {
        Set<Mark> marks = new HashSet<>();
        Stream.of(day, sentDay).filter(Objects::nonNull).map(Mark::day).forEach(marks::add);
        if (customerId != null) {
            marks.add(Mark.person(customerId));
        }
        return marks;
    }

    @Override
    public boolean saysTheSameAs(MessageRow other) {
        return state.equals(other.state)
                && step == other.step
                && Objects.equals(campaignId, other.campaignId)
                && Objects.equals(customerId, other.customerId)
                && Objects.equals(channel, other.channel)
                && Objects.equals(variant, other.variant)
                && Objects.equals(queuedAt, other.queuedAt)
                && Objects.equals(sentAt, other.sentAt)
                && Objects.equals(deliveredAt, other.deliveredAt)
                && Objects.equals(openedAt, other.openedAt)
                && Objects.equals(clickedAt, other.clickedAt)
                && Objects.equals(unsubscribedAt, other.unsubscribedAt)
                && Objects.equals(bouncedAt, other.bouncedAt)
                && Objects.equals(complainedAt, other.complainedAt);
    }
}
