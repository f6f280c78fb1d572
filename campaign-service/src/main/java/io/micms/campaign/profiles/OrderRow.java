package io.micms.campaign.profiles;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** What this service keeps of an order: a row of its own, so that a profile stays small however many there are. */
@Document("orders")
public record OrderRow(
        @Id String id,
        long version,
        @Indexed String customerId,
        String status,
        BigDecimal total,
        Instant placedAt,
        boolean deleted) {

    private static final Set<String> NOT_COUNTED = Set.of("CANCELLED", "REFUNDED");

    boolean counts() {
        return !deleted && !NOT_COUNTED.contains(status);
    }
}
