package io.micms.order.customers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service keeps of a customer.
 *
 * @param name for people to read; null where neither name is known
 */
@Document("customers")
public record KnownCustomer(
        @Id String id,
        long version,

        @Indexed(name = "externalId", sparse = true) @Nullable
        String externalId,

        @Nullable String name) {

    /** Every way in which an order may refer to this customer. */
    public List<CustomerReference> references() {
        return externalId == null
                ? List.of(CustomerReference.toId(id))
                : List.of(CustomerReference.toId(id), CustomerReference.toExternalId(externalId));
    }
}
