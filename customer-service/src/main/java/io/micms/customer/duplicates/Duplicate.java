package io.micms.customer.duplicates;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Customers who share an e-mail or a phone number, and so may be one person.
 *
 * @param value what they share
 * @param customerIds sorted, {@value #SHOWN} at most
 * @param dismissed of whom somebody said that they are different people
 * @param open whether anybody should look: someone joined since it was last dismissed
 * @param detectedAt when the first of them was found to share it
 * @param version null before the first write
 */
@Document("duplicates")
@CompoundIndex(name = "newest", def = "{open: 1, detectedAt: -1, _id: -1}")
public record Duplicate(
        @Id String id,
        Reason reason,
        String value,
        @Indexed(name = "customers") List<String> customerIds,
        List<String> dismissed,
        boolean open,
        Instant detectedAt,
        @Version @Nullable Long version) {

    /** How many of those who share something are shown; more than that share a placeholder. */
    static final int SHOWN = 20;

    /** What customers share. */
    public enum Reason {
        EMAIL,
        PHONE
    }

    @SuppressWarnings("NullableProblems") // The database leaves out what is empty.
    public Duplicate {
        dismissed = Objects.requireNonNullElse(dismissed, List.of());
    }

    static Duplicate among(Reason reason, String value, List<String> customerIds, Instant now) {
        return new Duplicate(id(reason, value), reason, value, customerIds, List.of(), true, now, null);
    }

    /** Tells nothing of the value, as ids stand in addresses and logs. */
    static String id(Reason reason, String value) {
        return UUID.nameUUIDFromBytes((reason + ":" + value).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Duplicate among(List<String> nowSharing) {
        return new Duplicate(
                id, reason, value, nowSharing, dismissed, !dismissed.containsAll(nowSharing), detectedAt, version);
    }

    Duplicate dismiss() {
        List<String> known = new ArrayList<>(dismissed);
        known.addAll(customerIds);
        return new Duplicate(
                id,
                reason,
                value,
                customerIds,
                known.stream().distinct().sorted().toList(),
                false,
                detectedAt,
                version);
    }
}
