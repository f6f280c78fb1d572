package io.micms.customer.customers.web;

import io.micms.customer.customers.Consent;
import io.micms.customer.customers.Customer;
import io.micms.customer.customers.Part;
import io.micms.platform.security.Contacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the API shows one.
 *
 * @param merged the customers who turned out to be this one
 */
public record CustomerView(
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
        Instant createdAt,
        Instant updatedAt,
        List<Merged> merged) {

    /**
     * A customer who turned out to be this one.
     *
     * @param name null where neither name is known
     * @param mergedBy who said so, for people to read
     * @param undoableUntil the last instant at which they can be told apart again
     */
    record Merged(
            String id,
            @Nullable String externalId,
            @Nullable String name,
            @Nullable String email,
            Instant mergedAt,
            String mergedBy,
            Instant undoableUntil) {

        static Merged of(Part part, boolean contacts) {
            return new Merged(
                    part.id(),
                    part.externalId(),
                    part.name(),
                    contacts ? part.email() : Contacts.masked(part.email()),
                    part.mergedAt(),
                    part.mergedBy(),
                    part.undoableUntil());
        }
    }

    /** @param contacts whether the caller may see contact details */
    public static CustomerView of(Customer customer, boolean contacts) {
        return new CustomerView(
                customer.id(),
                customer.version(),
                customer.externalId(),
                customer.firstName(),
                customer.lastName(),
                contacts ? customer.email() : Contacts.masked(customer.email()),
                contacts ? customer.phone() : Contacts.masked(customer.phone()),
                customer.city(),
                customer.country(),
                customer.birthDate(),
                customer.timeZone(),
                customer.tags(),
                customer.attributes(),
                customer.consent(),
                customer.createdAt(),
                customer.updatedAt(),
                customer.present().stream()
                        .map(part -> Merged.of(part, contacts))
                        .toList());
    }
}
