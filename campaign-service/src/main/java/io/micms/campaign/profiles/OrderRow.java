package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service keeps of an order: a row of its own, so that a profile stays small however many there are.
 *
 * @param deleted whether it is no more; then it has neither status nor total nor date
 * @param formerCustomerIds whose it was before their mergers, and who have to be counted again with each news of it
 */
@Document("orders")
public record OrderRow(
        @Id String id,
        long version,
        @Indexed String customerId,
        @Nullable String status,
        @Nullable BigDecimal total,
        @Nullable Instant placedAt,
        boolean deleted,
        List<String> formerCustomerIds) {

    public OrderRow {
        // Rows of releases before merging have none.
        formerCustomerIds = formerCustomerIds == null ? List.of() : formerCustomerIds;
    }

    /** This state, knowing whose the order was according to an earlier one. */
    OrderRow after(OrderRow earlier) {
        List<String> former = Stream.concat(earlier.formerCustomerIds.stream(), Stream.of(earlier.customerId))
                .filter(id -> !id.equals(customerId))
                .distinct()
                .sorted()
                .toList();
        return new OrderRow(id, version, customerId, status, total, placedAt, deleted, former);
    }

    private static final Set<String> NOT_COUNTED = Set.of("CANCELLED", "REFUNDED");

    boolean counts() {
        return !deleted && status != null && !NOT_COUNTED.contains(status);
    }
}
