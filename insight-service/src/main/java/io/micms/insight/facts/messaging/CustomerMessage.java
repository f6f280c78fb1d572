package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this service reads of a record on {@code customers}. One of somebody who is merged or erased has no day of
 * becoming known, so that they are not counted.
 */
record CustomerMessage(
        String id,
        long version,
        @Nullable String city,
        @Nullable String country,
        @Nullable List<String> tags,
        @Nullable LocalDate birthDate,
        @Nullable String timeZone,
        @Nullable Instant createdAt,
        @Nullable List<String> mergedIds,
        @Nullable String mergedInto,
        @Nullable Instant erasedAt) {

    CustomerRow toRow(PlatformProperties platform) {
        return new CustomerRow(
                id,
                version,
                city,
                country,
                tags == null ? List.of() : tags,
                // As text like --04-01, of which the dashes say no more.
                birthDate == null ? null : MonthDay.from(birthDate).toString().substring(2),
                timeZone,
                createdAt,
                createdAt == null ? null : platform.dayOf(createdAt).toString(),
                mergedIds == null ? List.of() : mergedIds,
                mergedInto,
                erasedAt != null);
    }
}
