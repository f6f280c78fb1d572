package io.micms.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.insight.facts.CampaignRow;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.facts.Settling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Customers, orders and messages of a test, as consumers keep them. */
public final class InsightFixtures {

    public static final PlatformProperties PLATFORM =
            new PlatformProperties(Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"));

    private final Facts facts;
    private final Settling settling;
    private final MongoTemplate mongo;

    public InsightFixtures(Facts facts, Settling settling, MongoTemplate mongo) {
        this.facts = facts;
        this.settling = settling;
        this.mongo = mongo;
    }

    public void forgetEverything() {
        for (String collection :
                List.of("customers", "orders", "messages", "campaigns", "days", "people", "models", "suggestions")) {
            mongo.getCollection(collection).deleteMany(new Document());
        }
    }

    /** Waits until all figures show what was kept. */
    public void settle() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(settling.pending()).isZero());
    }

    public Customer customer(String id, Instant createdAt) {
        return new Customer(id, createdAt);
    }

    public Order order(String id, String customerId, String total, Instant placedAt) {
        return new Order(id, customerId, total, placedAt);
    }

    public Letter message(String id, String campaignId, String customerId, Instant queuedAt) {
        return new Letter(id, campaignId, customerId, queuedAt);
    }

    public void campaign(String id, String name, Instant launchedAt) {
        facts.keepCampaigns(List.of(new CampaignRow(id, 1, name, "EMAIL", "RUNNING", launchedAt)));
    }

    public final class Customer {

        private final String id;
        private final Instant createdAt;
        private @Nullable String city = "Pune";
        private List<String> tags = List.of();
        private @Nullable String birthday;
        private List<String> mergedIds = List.of();
        private @Nullable String mergedInto;
        private boolean erased;
        private long version = 1;

        private Customer(String id, Instant createdAt) {
            this.id = id;
            this.createdAt = createdAt;
        }

        public Customer in(@Nullable String city) {
            this.city = city;
            return this;
        }

        public Customer tagged(String... tags) {
            this.tags = List.of(tags);
            return this;
        }

        public Customer born(String birthday) {
            this.birthday = birthday;
            return this;
        }

        public Customer with(String... mergedIds) {
            this.mergedIds = List.of(mergedIds);
            return this;
        }

        public Customer partOf(String survivor) {
            this.mergedInto = survivor;
            return this;
        }

        public Customer erased() {
            this.erased = true;
            return this;
        }

        public Customer version(long version) {
            this.version = version;
            return this;
        }

        public void keep() {
            boolean there = mergedInto == null && !erased;
            facts.keepCustomers(List.of(new CustomerRow(
                    id,
                    version,
                    there ? city : null,
                    there ? "IN" : null,
                    tags,
                    birthday,
                    null,
                    there ? createdAt : null,
                    there ? PLATFORM.dayOf(createdAt).toString() : null,
                    mergedIds,
                    mergedInto,
                    erased)));
        }
    }

    public final class Order {

        private final String id;
        private final String customerId;
        private final String total;
        private final Instant placedAt;
        private String status = "PAID";
        private String channel = "web";
        private String category = "Shoes";

        private Order(String id, String customerId, String total, Instant placedAt) {
            this.id = id;
            this.customerId = customerId;
            this.total = total;
            this.placedAt = placedAt;
        }

        public Order cancelled() {
            this.status = "CANCELLED";
            return this;
        }

        public Order over(String channel) {
            this.channel = channel;
            return this;
        }

        public Order of(String category) {
            this.category = category;
            return this;
        }

        public void keep() {
            facts.keepOrders(List.of(new OrderRow(
                    id,
                    1,
                    customerId,
                    status,
                    "PAID".equals(status),
                    new BigDecimal(total),
                    channel,
                    List.of(new OrderRow.Part(category, new BigDecimal(total))),
                    PLATFORM.dayOf(placedAt).toString(),
                    placedAt)));
        }
    }

    public final class Letter {

        private final String id;
        private final String campaignId;
        private final String customerId;
        private final Instant queuedAt;
        private String state = "DELIVERED";
        private @Nullable String variant;
        private @Nullable Instant openedAt;
        private @Nullable Instant clickedAt;

        private Letter(String id, String campaignId, String customerId, Instant queuedAt) {
            this.id = id;
            this.campaignId = campaignId;
            this.customerId = customerId;
            this.queuedAt = queuedAt;
        }

        public Letter in(String state) {
            this.state = state;
            return this;
        }

        public Letter variant(String variant) {
            this.variant = variant;
            return this;
        }

        public Letter opened(Instant at) {
            this.openedAt = at;
            return this;
        }

        public Letter clicked(Instant at) {
            this.clickedAt = at;
            return this;
        }

        public void keep() {
            boolean sent = state.equals("SENT") || state.equals("DELIVERED");
            facts.keepMessages(List.of(new MessageRow(
                    id,
                    1,
                    campaignId,
                    customerId,
                    "EMAIL",
                    0,
                    variant,
                    state,
                    queuedAt,
                    sent ? queuedAt : null,
                    state.equals("DELIVERED") ? queuedAt : null,
                    openedAt,
                    clickedAt,
                    null,
                    null,
                    null,
                    PLATFORM.dayOf(queuedAt).toString(),
                    sent ? PLATFORM.dayOf(queuedAt).toString() : null)));
        }
    }
}
