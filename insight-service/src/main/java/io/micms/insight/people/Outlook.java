package io.micms.insight.people;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be expected of a customer over the next {@link #HORIZON_DAYS} days.
 *
 * @param basis what it rests on; without a model none of the figures is there, and {@code explanation} says why
 * @param probabilityAlive that they are still a customer; by the model 1 for whoever has bought on one day only, whom
 *     nothing sets apart yet
 * @param probabilityOfOrder that they order at least once
 * @param expectedOrders days with orders
 * @param expectedValue of all those orders together, in the platform's currency
 * @param churnRisk that they do not order at all: 1 less {@code probabilityOfOrder}
 * @param churn the same in words; without a model by how long they have been silent for their habits
 * @param fittedAt when the model was fitted; null without one
 */
public record Outlook(
        Basis basis,
        @Nullable Double probabilityAlive,
        @Nullable Double probabilityOfOrder,
        @Nullable Double expectedOrders,
        @Nullable BigDecimal expectedValue,
        @Nullable Double churnRisk,
        Churn churn,
        String explanation,
        @Nullable Instant fittedAt) {

    public static final int HORIZON_DAYS = 90;

    public enum Basis {
        /** BG/NBD, and Gamma-Gamma for values, fitted to all customers. */
        MODEL,
        /** Only how long the customer has been silent, because there are too few customers and orders to fit a model to. */
        SILENCE,
        /** The customer has not bought. */
        NO_ORDERS
    }

    public enum Churn {
        LOW,
        MEDIUM,
        HIGH,
        UNKNOWN
    }
}
