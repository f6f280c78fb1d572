package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.CustomerCopy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of a record on {@code customers}, of whichever type. */
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
        @Nullable LocalDate birthDate,
        @Nullable String timeZone,
        @Nullable List<String> tags,
        @Nullable Map<String, Object> attributes,
        @Nullable Consent consent,
        @Nullable Instant createdAt,
        @Nullable List<String> mergedIds,
        @Nullable String mergedInto,
        @Nullable Instant erasedAt) {

    record Consent(@Nullable Boolean email, @Nullable Boolean sms) {}

    CustomerCopy toCopy() {
        return new CustomerCopy(
                id,
                version,
                externalId,
                firstName,
                lastName,
                email,
                phone,
                city,
                country,
                birthDate,
                timeZone,
                tags == null ? List.of() : tags,
                attributes == null ? Map.of() : attributes,
                consent == null ? null : consent.email(),
                consent == null ? null : consent.sms(),
                createdAt,
                mergedIds == null ? List.of() : mergedIds,
                mergedInto,
                erasedAt == null ? null : true);
    }
}
