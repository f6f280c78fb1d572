package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Consent;
import io.micms.customer.customers.Customer;
import io.micms.customer.customers.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code customer.changed.v1}: the whole state.
 *
 * @param mergedIds of everyone who turned out to be this customer, sorted
 */
record CustomerMessage(
        String id,
        long version,
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country,
        @Nullable String birthDate,
        @Nullable String timeZone,
        List<String> tags,
        Map<String, Object> attributes,
        @Nullable Consent consent,
        List<String> mergedIds,
        Instant createdAt,
        Instant updatedAt) {

    static CustomerMessage from(Customer customer) {
        return new CustomerMessage(
                customer.id(),
                customer.version(),
                customer.externalId(),
                customer.firstName(),
                customer.lastName(),
                customer.email(),
                customer.phone(),
                customer.city(),
                customer.country(),
                customer.birthDate(),
                customer.timeZone(),
                customer.tags(),
                customer.attributes(),
                customer.consent(),
                customer.present().stream().map(Part::id).sorted().toList(),
                customer.createdAt(),
                customer.updatedAt());
    }
}
