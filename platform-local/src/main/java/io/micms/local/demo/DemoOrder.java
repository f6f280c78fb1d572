package io.micms.local.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order in the shape of {@code orders.inbound}; money as decimal text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoOrder(
        String externalId,
        String customerExternalId,
        Instant placedAt,
        String status,
        String currency,
        String total,
        @Nullable String discount,
        @Nullable String shipping,
        String channel,
        List<Item> items) {

    public record Item(String sku, String name, String category, int quantity, String unitPrice) {}
}
