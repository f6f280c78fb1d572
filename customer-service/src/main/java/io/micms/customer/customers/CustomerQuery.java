package io.micms.customer.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which customers a list shows; null where the caller does not mind.
 *
 * @param city in any spelling of case and accents
 * @param country the two-letter code of ISO 3166-1
 * @param createdFrom the earliest instant of first being heard of
 * @param createdBefore the first instant that is too late
 * @param search the beginnings of names, external ids and, with {@code contacts}, of e-mails and phone numbers
 * @param contacts whether the caller may find customers by their contact details
 */
public record CustomerQuery(
        @Nullable String city,
        @Nullable String country,
        @Nullable String tag,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        @Nullable String search,
        boolean contacts) {}
