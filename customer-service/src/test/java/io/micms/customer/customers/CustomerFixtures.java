package io.micms.customer.customers;

import java.time.Instant;
import java.time.ZoneId;
import tools.jackson.databind.json.JsonMapper;

/** Records and customers, made as they are made in life. */
public final class CustomerFixtures {

    public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static final CustomerRecords RECORDS =
            new CustomerRecords(new PlatformProperties("IN", ZoneId.of("Asia/Kolkata")));

    private CustomerFixtures() {}

    /** A record, in JSON with single quotes. */
    public static CustomerRecord record(String json) {
        return RECORDS.read(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    public static CustomerRecord changes(String json) {
        return RECORDS.readChanges(JsonMapper.shared().readTree(json.replace('\'', '"')));
    }

    public static Customer asha() {
        return Customer.from(
                "asha",
                record("{'externalId': 'C-1001', 'firstName': 'Asha', 'lastName': 'Rao', 'email': 'Asha@example.com',"
                        + " 'phone': '+919812345678', 'city': 'Pune', 'country': 'IN', 'tags': ['vip'],"
                        + " 'attributes': {'plan': 'gold', 'loyaltyPoints': 420},"
                        + " 'consent': {'email': true, 'sms': false}}"),
                NOON,
                NOON);
    }
}
