package io.micms.system.breaker;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.micms.system.SignedIn;
import io.micms.system.breaker.Audience.Channel;
import io.micms.system.breaker.Observed.Figures;
import io.micms.system.breaker.Observed.Mail;
import io.micms.system.breaker.Observed.Membership;
import io.micms.system.breaker.Observed.Message;
import io.micms.system.breaker.Observed.Profile;
import io.micms.system.breaker.Observed.Published;
import io.micms.system.breaker.Observed.Stored;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.bson.types.Decimal128;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at everything: each service's database, the topics, the inbox and the dashboard. */
final class Observer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> OURS =
            List.of("customers", "orders", "segments", "campaigns", "audiences", "messages");
    private static final String DLQ = ".dlq";

    private final BreakablePlatform broken;
    private final MongoClient mongo;

    Observer(BreakablePlatform broken) {
        this.broken = broken;
        this.mongo = MongoClients.create(broken.mongoUri());
    }

    Observed observe() {
        Map<String, Map<String, Published>> published = new HashMap<>();
        Map<String, List<String>> deadLetters = new HashMap<>();
        OURS.forEach(topic -> published.put(topic, new HashMap<>()));
        records().forEach(record -> {
            if (record.topic().endsWith(DLQ)) {
                String source = record.topic().substring(0, record.topic().length() - DLQ.length());
                deadLetters.computeIfAbsent(source, topic -> new ArrayList<>()).add(mark(record));
            } else {
                JsonNode body = JSON.readTree(record.value());
                published
                        .get(record.topic())
                        .put(record.key(), new Published(body.path("version").asLong(), Values.plain(body)));
            }
        });
        return new Observed(
                all("micms_customers", "customers", Observer::stored),
                all("micms_orders", "orders", Observer::stored),
                all("micms_campaigns", "profiles", Observer::profile),
                all("micms_campaigns", "messages", Observer::message),
                mails(),
                published,
                copies(),
                deadLetters,
                owed(),
                figures());
    }

    private <T> List<T> all(String database, String collection, Function<Document, T> reader) {
        return collection(database, collection).find().map(reader::apply).into(new ArrayList<>());
    }

    private MongoCollection<Document> collection(String database, String name) {
        return mongo.getDatabase(database).getCollection(name);
    }

    private static Stored stored(Document document) {
        return new Stored(
                document.getString("_id"),
                version(document),
                document.getString("externalId"),
                document.getString("customerId"),
                Values.plain(document));
    }

    private static long version(Document document) {
        return document.get("version", Number.class).longValue();
    }

    private static Profile profile(Document document) {
        Set<String> memberOf = new HashSet<>(document.getList("memberOf", String.class));
        Map<String, Membership> memberships = new HashMap<>();
        for (Document membership : document.getList("memberships", Document.class)) {
            String segmentId = membership.getString("segmentId");
            memberships.put(segmentId, new Membership(version(membership), memberOf.contains(segmentId)));
        }
        // Of nothing there is nothing stored.
        Document orders = document.get("facts", Document.class).get("orders", new Document());
        return new Profile(
                document.getString("_id"),
                memberOf,
                orders.get("count", Decimal128.POSITIVE_ZERO).bigDecimalValue().intValueExact(),
                orders.get("total", Decimal128.POSITIVE_ZERO).bigDecimalValue(),
                memberships);
    }

    private static Message message(Document document) {
        return new Message(
                document.getString("_id"),
                version(document),
                document.getString("campaignId"),
                document.getString("customerId"),
                document.getString("state"),
                document.getString("reason"));
    }

    private Map<String, Map<String, Long>> copies() {
        Map<String, Map<String, Long>> copies = new HashMap<>();
        for (String copy : List.of(
                "micms_orders.customers",
                "micms_insights.customers",
                "micms_insights.orders",
                "micms_insights.messages")) {
            String[] name = copy.split("\\.");
            Map<String, Long> versions = new HashMap<>();
            collection(name[0], name[1])
                    .find()
                    .forEach(document -> versions.put(document.getString("_id"), version(document)));
            copies.put(copy, versions);
        }
        Map<String, Long> counted = new HashMap<>();
        collection("micms_campaigns", "occurrences")
                .find(Filters.eq("kind", "ORDER"))
                .forEach(row -> counted.merge(row.getString("source"), version(row), Math::max));
        copies.put("profiles' orders", counted);
        Map<String, Long> inProfiles = new HashMap<>();
        collection("micms_campaigns", "profiles")
                .find()
                .forEach(profile ->
                        inProfiles.put(profile.getString("_id"), version(profile.get("customer", Document.class))));
        copies.put("profiles' customers", inProfiles);
        return copies;
    }

    /** Marks that nobody has cleared. */
    private List<String> owed() {
        List<String> owed = new ArrayList<>();
        Map.of(
                        "unpublished",
                        List.of(
                                "micms_customers.customers",
                                "micms_orders.orders",
                                "micms_campaigns.messages",
                                "micms_campaigns.segments",
                                "micms_campaigns.campaigns"),
                        "uncounted",
                        List.of("micms_campaigns.occurrences"),
                        "ordersPending",
                        List.of("micms_campaigns.profiles"))
                .forEach((mark, collections) -> collections.forEach(name -> {
                    String[] path = name.split("\\.");
                    for (Document left : collection(path[0], path[1]).find(Filters.exists(mark))) {
                        owed.add("%s %s is still marked as %s (%s)"
                                .formatted(name, left.get("_id"), mark, left.get(mark)));
                    }
                }));
        Set<Object> epochs = new HashSet<>();
        collection("micms_campaigns", "profiles").find().forEach(profile -> epochs.add(profile.get("epoch")));
        if (epochs.size() > 1) {
            owed.add("profiles were judged by rules of different epochs: " + epochs);
        }
        return owed;
    }

    private List<Mail> mails() {
        List<Mail> all = new ArrayList<>();
        try (InboxClient inbox = new InboxClient(broken.platform().inbox())) {
            inbox.mails(mail -> all.add(new Mail(
                    Channel.EMAIL, recipient(mail), mail.path("subject").asString())));
            inbox.texts(text -> all.add(
                    new Mail(Channel.SMS, recipient(text), text.path("text").asString())));
        }
        return all;
    }

    private static String recipient(JsonNode mail) {
        return mail.path("to").get(0).asString();
    }

    private Figures figures() {
        JsonNode dashboard =
                SignedIn.as(broken.platform().gateway(), "ada@example.com").get("/api/insights/dashboard?days=30");
        return new Figures(
                dashboard.at("/customers/total").asLong(),
                dashboard.at("/customers/active").asLong(),
                dashboard.at("/orders/total").asLong(),
                dashboard.at("/orders/counted").asLong(),
                new BigDecimal(dashboard.at("/orders/revenue").asString()),
                dashboard.at("/messages/sent").asLong(),
                dashboard.at("/messages/unconfirmed").asLong());
    }

    private static String mark(ConsumerRecord<String, byte[]> record) {
        Header mark = record.headers().lastHeader(Observed.POISON);
        return mark != null
                ? text(mark)
                : record.key() + ": " + text(record.headers().lastHeader("dlq_reasons"));
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Everything in our topics and among the dead letters, each partition in its order. */
    private List<ConsumerRecord<String, byte[]>> records() {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broken.platform().kafkaBootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic ->
                            OURS.contains(topic.getKey()) || topic.getKey().endsWith(DLQ))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() {
        mongo.close();
    }
}
