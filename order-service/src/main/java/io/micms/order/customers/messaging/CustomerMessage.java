package io.micms.order.customers.messaging;

import io.micms.order.customers.KnownCustomer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this service reads of a record on {@code customers}, of whichever type. */
record CustomerMessage(
        String id,
        long version,
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String mergedInto,
        @Nullable Instant erasedAt,
        @Nullable List<String> identityHashes) {

    KnownCustomer toKnownCustomer() {
        String name =
                Stream.of(firstName, lastName).filter(part -> part != null).collect(Collectors.joining(" "));
        return new KnownCustomer(
                id, version, externalId, name.isEmpty() ? null : name, mergedInto, erasedAt, identityHashes, null);
    }
}
