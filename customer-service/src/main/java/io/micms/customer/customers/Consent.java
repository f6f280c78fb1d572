package io.micms.customer.customers;

import org.jspecify.annotations.Nullable;

/** What a customer agreed to receive; null where they were never asked. */
public record Consent(@Nullable Boolean email, @Nullable Boolean sms) {}
