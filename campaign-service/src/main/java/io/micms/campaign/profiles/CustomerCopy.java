package io.micms.campaign.profiles;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * What this service keeps of a customer.
 *
 * @param version customer-service's
 * @param attributes of scalar types
 * @param mergedIds who is part of this customer now
 * @param mergedInto the customer whom this one is part of; null if none
 * @param erased whether this person was erased; null if not
 */
public record CustomerCopy(
        String id,
        long version,
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country,
        @Nullable LocalDate birthDate,
        @Nullable String timeZone,
        List<String> tags,
        Map<String, Object> attributes,
        @Nullable Boolean emailConsent,
        @Nullable Boolean smsConsent,
        @Nullable Instant createdAt,
        List<String> mergedIds,

        @Indexed(name = "mergedInto", sparse = true) @Nullable
        String mergedInto,

        @Nullable Boolean erased) {

    public CustomerCopy {
        // Profiles of releases before merging have none.
        mergedIds = mergedIds == null ? List.of() : mergedIds;
    }

    public boolean isErased() {
        return erased != null;
    }

    /** Whether nobody is left here who could be in a segment or get a message. */
    public boolean isGone() {
        return isErased() || mergedInto != null;
    }

    /** For people to read; the external id or the id where there is no name. */
    public String displayName() {
        if (isErased()) {
            return "Erased customer";
        }
        String name = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        if (!name.isEmpty()) {
            return name;
        }
        return externalId == null ? id : externalId;
    }
}
