package io.micms.insight.questions;

import static io.micms.insight.questions.Dimension.CATEGORY;
import static io.micms.insight.questions.Dimension.CHANNEL;
import static io.micms.insight.questions.Dimension.CITY;
import static io.micms.insight.questions.Dimension.COUNTRY;
import static io.micms.insight.questions.Dimension.HOUR;
import static io.micms.insight.questions.Dimension.TAG;
import static io.micms.insight.questions.Dimension.WEEKDAY;

import java.util.EnumSet;
import java.util.Set;

/** What can be asked for. Each says what exactly it counts, and what it can be split by. */
public enum Metric {
    CUSTOMERS(
            Unit.COUNT, "customers known at the end of the period, without those who are merged into others or erased"),
    NEW_CUSTOMERS(
            Unit.COUNT,
            "customers whom the platform first heard of in the period, without those who are merged or erased since",
            CITY,
            COUNTRY,
            TAG,
            WEEKDAY,
            HOUR),
    ACTIVE_CUSTOMERS(
            Unit.COUNT, "customers who placed at least one order in the period that is not cancelled or refunded"),
    ORDERS(
            Unit.COUNT,
            "orders placed in the period that are not cancelled or refunded",
            CITY,
            COUNTRY,
            CHANNEL,
            CATEGORY,
            TAG,
            WEEKDAY,
            HOUR),
    REVENUE(
            Unit.MONEY,
            "totals of the orders placed in the period that are not cancelled or refunded; by category the prices of"
                    + " the items in it, before discount, shipping and tax",
            CITY,
            COUNTRY,
            CHANNEL,
            CATEGORY,
            TAG,
            WEEKDAY,
            HOUR),
    AVERAGE_ORDER(
            Unit.MONEY,
            "revenue divided by the number of orders, neither with cancelled or refunded ones",
            CITY,
            COUNTRY,
            CHANNEL,
            CATEGORY,
            TAG,
            WEEKDAY,
            HOUR),
    REPEAT_RATE(Unit.SHARE, "the share of the period's active customers who placed two orders or more in it"),
    MESSAGES_SENT(Unit.COUNT, "messages queued in the period that have gone out", CHANNEL),
    MESSAGES_DELIVERED(Unit.COUNT, "messages queued in the period whose delivery was confirmed", CHANNEL),
    MESSAGES_OPENED(Unit.COUNT, "messages queued in the period that were opened", CHANNEL),
    MESSAGES_CLICKED(Unit.COUNT, "messages queued in the period in which a link was followed", CHANNEL),
    OPEN_RATE(Unit.SHARE, "the share of the messages sent that were opened, by the day they were queued", CHANNEL),
    CLICK_RATE(
            Unit.SHARE,
            "the share of the messages sent in which a link was followed, by the day they were queued",
            CHANNEL),
    UNSUBSCRIBES(Unit.COUNT, "messages queued in the period by which somebody unsubscribed", CHANNEL);

    /** In what the figures are: numbers of things, the platform's currency, or shares from 0 to 1. */
    public enum Unit {
        COUNT,
        MONEY,
        SHARE
    }

    private final Unit unit;
    private final String definition;
    private final Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);

    Metric(Unit unit, String definition, Dimension... dimensions) {
        this.unit = unit;
        this.definition = definition;
        this.dimensions.addAll(Set.of(dimensions));
    }

    public Unit unit() {
        return unit;
    }

    /** A phrase that says what is counted. */
    public String definition() {
        return definition;
    }

    /** What it can be split by and filtered on. */
    public Set<Dimension> dimensions() {
        return Set.copyOf(dimensions);
    }
}
