package io.micms.order.customers;

import org.jspecify.annotations.Nullable;

/**
 * Whose an order is, as far as is known now.
 *
 * @param id the customer whom this person is part of, in the end
 * @param metAs the customer who was named
 * @param externalId of the one who was named; null if they have none
 * @param erased whether this person was erased, under either id
 */
public record Owner(String id, String metAs, @Nullable String externalId, boolean erased) {}
