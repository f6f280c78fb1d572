package io.micms.campaign.profiles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this service keeps of a customer.
 *
 * @param version customer-service's
 * @param attributes of scalar types
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
        @Nullable String timeZone,
        List<String> tags,
        Map<String, Object> attributes,
        @Nullable Boolean emailConsent,
        @Nullable Boolean smsConsent,
        @Nullable Instant createdAt) {

    /** For people to read; the external id or the id where there is no name. */
    public String displayName() {
        String name = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        if (!name.isEmpty()) {
            return name;
        }
        return externalId == null ? id : externalId;
    }
}
