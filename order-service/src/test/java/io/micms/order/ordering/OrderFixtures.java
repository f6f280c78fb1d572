package io.micms.order.ordering;

import io.micms.order.customers.Owner;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import tools.jackson.databind.json.JsonMapper;

/** Records and orders, made as they are made in life. */
final class OrderFixtures {

    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final Currency RUPEES = Currency.getInstance("INR");
    static final Owner ASHA = new Owner("asha", "asha", "C-1", false);
    static final Owner BINA = new Owner("bina", "bina", "C-2", false);

    static final OrderRecords RECORDS = new OrderRecords(new PlatformProperties(RUPEES, ZoneId.of("Asia/Kolkata")));

    private OrderFixtures() {}

    /** A record from a feed, in JSON with single quotes. */
    static OrderRecord fed(String json) {
        return RECORDS.readFed(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    static OrderRecord record(String json) {
        return RECORDS.read(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    static Order shoes() {
        return Order.from(
                "shoes",
                fed(
                        "{'externalId': 'O-1', 'customerExternalId': 'C-1', 'placedAt': '2026-11-01T10:00:00Z', 'total': '1549.00',"
                                + " 'shipping': '50', 'items': [{'sku': 'SH-9', 'category': 'Shoes', 'quantity': 1, 'unitPrice': '1499'}]}"),
                RUPEES,
                NOON,
                NOON);
    }
}
