package io.micms.customer.customers;

import io.micms.platform.records.Change;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What some system says about a customer at some instant: an update of what it names. Made by {@link CustomerRecords}.
 *
 * @param externalId the customer's id in the system that owns them; null if the record has none
 * @param updatedAt when the record was true; null if it does not say
 */
public record CustomerRecord(
        @Nullable String externalId,
        Change<String> firstName,
        Change<String> lastName,
        Change<String> email,
        Change<String> phone,
        Change<String> city,
        Change<String> country,
        Change<String> birthDate,
        Change<String> timeZone,
        Change<List<String>> tags,
        Change<Map<String, Object>> attributes,
        Change<Consent> consent,
        @Nullable Instant updatedAt) {

    /** The same, with everything that it does not name cleared: what replacing a customer means. */
    public CustomerRecord replacing() {
        return new CustomerRecord(
                externalId,
                firstName.orCleared(),
                lastName.orCleared(),
                email.orCleared(),
                phone.orCleared(),
                city.orCleared(),
                country.orCleared(),
                birthDate.orCleared(),
                timeZone.orCleared(),
                tags.orCleared(),
                attributes.orCleared(),
                consent.orCleared(),
                updatedAt);
    }

    /** Everything by which the record may mean a customer: external id and e-mail. */
    Set<String> identities() {
        Set<String> identities = new HashSet<>();
        if (externalId != null) {
            identities.add(Customer.identityOfExternalId(externalId));
        }
        if (email.value() != null) {
            identities.add(Customer.identityOfEmail(email.value()));
        }
        return identities;
    }

    /** The instant at which the record was true: its own, else that of the envelope it came in. */
    public Instant at(Instant envelope) {
        return updatedAt != null ? updatedAt : envelope;
    }
}
