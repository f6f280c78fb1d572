package io.micms.customer.customers;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer who turned out to be the one that this stands in, and may turn out not to be.
 *
 * @param into the customer they were merged into, who may have been merged into another since
 * @param particulars what was said of them alone, before and after
 * @param mergedBy who said that they are the same
 * @param leaving whether the merge is being undone: they no longer count here
 */
public record Part(
        String id, String into, Particulars particulars, Instant mergedAt, String mergedBy, boolean leaving) {

    private static final Duration UNDOABLE = Duration.ofDays(30);

    Part with(Particulars changed) {
        return new Part(id, into, changed, mergedAt, mergedBy, leaving);
    }

    Part onTheWayOut() {
        return new Part(id, into, particulars, mergedAt, mergedBy, true);
    }

    Part settled() {
        return new Part(id, into, particulars, mergedAt, mergedBy, false);
    }

    /** Everything that a record might go by to mean them. */
    Set<String> identities() {
        Set<String> identities = new TreeSet<>();
        if (externalId() != null) {
            identities.add(Customer.identityOfExternalId(externalId()));
        }
        if (email() != null) {
            identities.add(Customer.identityOfEmail(email()));
        }
        return identities;
    }

    public @Nullable String externalId() {
        return particulars.externalId();
    }

    public @Nullable String email() {
        return particulars.email();
    }

    /** For people to read; null where neither name is known. */
    public @Nullable String name() {
        String name = Stream.of(particulars.firstName(), particulars.lastName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    /** The last instant at which the merge can be undone. */
    public Instant undoableUntil() {
        return mergedAt.plus(UNDOABLE);
    }
}
