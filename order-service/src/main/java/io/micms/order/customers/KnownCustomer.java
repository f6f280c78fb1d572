package io.micms.order.customers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service keeps of a customer.
 *
 * @param name for people to read; null where neither name is known
 * @param mergedInto the customer whom this one is part of, who may be merged in turn; null if none
 * @param erasedAt when this person was erased; null if they were not
 * @param identityHashes what an erased person used to be called, hashed; null otherwise
 * @param lookAgainAt when their orders are to be looked at once more, since one may have been on its way into the
 *     database when this was; null if that is done or nothing moved
 */
@Document("customers")
public record KnownCustomer(
        @Id String id,
        long version,

        @Indexed(name = "externalId", sparse = true) @Nullable
        String externalId,

        @Nullable String name,

        @Indexed(name = "mergedInto", sparse = true) @Nullable
        String mergedInto,

        @Nullable Instant erasedAt,

        @Indexed(name = "identityHashes", sparse = true) @Nullable
        List<String> identityHashes,

        @Indexed(name = "lookAgainAt", sparse = true) @Nullable
        Instant lookAgainAt) {

    /** Every way in which an order may refer to this customer. */
    public List<CustomerReference> references() {
        return externalId == null
                ? List.of(CustomerReference.toId(id))
                : List.of(CustomerReference.toId(id), CustomerReference.toExternalId(externalId));
    }

    /** Whether what was said of them as of that instant must not come back. */
    public boolean refuses(Instant at) {
        return erasedAt != null && !at.isAfter(erasedAt);
    }

    /** As whose the orders of an erased person go on. */
    public Owner owner() {
        return new Owner(id, id, externalId, isErased());
    }

    KnownCustomer lookedAtAgain(Instant at) {
        return new KnownCustomer(id, version, externalId, name, mergedInto, erasedAt, identityHashes, at);
    }

    public boolean isErased() {
        return erasedAt != null;
    }
}
