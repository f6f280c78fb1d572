package io.micms.customer.rights;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * That a person was erased, and how far it has got. Holds nothing of the person.
 *
 * @param erasedAt what was true then or before is not taken in any more
 * @param requestedBy who wanted it, for people to read
 * @param ids of everyone whom the person was known as
 * @param pending true until this service has forgotten everything; then absent
 * @param confirmed when a service said that it had, by {@code <id>:<service>}
 */
@Document("erasures")
@CompoundIndex(name = "newest", def = "{erasedAt: -1, _id: -1}")
public record Erasure(
        @Id String customerId,
        Instant erasedAt,
        String requestedBy,
        @Indexed(name = "ids") Set<String> ids,
        @Indexed(name = "pending", sparse = true) @Nullable Boolean pending,
        Map<String, Instant> confirmed) {

    @SuppressWarnings("NullableProblems") // The database leaves out what is empty.
    public Erasure {
        confirmed = Objects.requireNonNullElse(confirmed, Map.of());
    }

    static String confirmation(String customerId, String service) {
        return customerId + ":" + service;
    }

    /** When the service had forgotten the person, under every id; null while it has not. */
    public @Nullable Instant confirmedBy(String service) {
        Instant last = null;
        for (String id : ids) {
            Instant at = confirmed.get(confirmation(id, service));
            if (at == null) {
                return null;
            }
            last = last == null || at.isAfter(last) ? at : last;
        }
        return last;
    }

    /** Whether nobody holds anything of the person any more. */
    public boolean isComplete(Collection<String> services) {
        return pending == null && services.stream().allMatch(service -> confirmedBy(service) != null);
    }
}
