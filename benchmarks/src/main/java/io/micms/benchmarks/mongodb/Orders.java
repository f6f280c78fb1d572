package io.micms.benchmarks.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;

/** Documents of about 300 bytes in the shape of orders, with four indexes besides that on {@code _id}. */
final class Orders {

    static final int COUNT = 200_000;
    static final int CUSTOMERS = 20_000;
    private static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final int BATCH = 1000;

    private Orders() {}

    static MongoCollection<Document> in(MongoClient client) {
        return client.getDatabase("benchmark").getCollection("orders");
    }

    static void fill(MongoCollection<Document> orders) {
        orders.createIndex(Indexes.compoundIndex(Indexes.descending("placedAt"), Indexes.descending("_id")));
        orders.createIndex(Indexes.compoundIndex(
                Indexes.ascending("customerId"), Indexes.descending("placedAt"), Indexes.descending("_id")));
        orders.createIndex(
                Indexes.ascending("externalId"), new IndexOptions().unique(true).sparse(true));
        orders.createIndex(Indexes.ascending("unpublished"), new IndexOptions().sparse(true));
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < COUNT; i++) {
            batch.add(order(i, 0));
            if (batch.size() == BATCH) {
                orders.insertMany(batch);
                batch.clear();
            }
        }
    }

    static String id(int order) {
        // Scattered, as identifiers are.
        return String.format(Locale.ROOT, "%08x-%06d", order * 0x9E3779B1, order);
    }

    static String customer(int customer) {
        return "customer-" + customer;
    }

    static Date placedAt(int order) {
        return new Date(START + order * 60_000L);
    }

    static Document order(int order, long version) {
        return new Document("_id", id(order))
                .append("version", version)
                .append("externalId", "O-" + order)
                .append("customerId", customer(order % CUSTOMERS))
                .append("placedAt", placedAt(order))
                .append("status", "PAID")
                .append("currency", "INR")
                .append("total", 1499.0 + order % 1000)
                .append(
                        "items",
                        List.of(new Document("sku", "SH-" + order % 500)
                                .append("name", "Trail shoe in a colour of the season")
                                .append("quantity", 1)
                                .append("unitPrice", 1499.0)));
    }
}
