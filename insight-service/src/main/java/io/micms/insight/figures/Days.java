package io.micms.insight.figures;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.Derived;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Mark;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.facts.Stored;
import io.micms.insight.figures.DayFigures.Hour;
import io.micms.insight.figures.DayFigures.Messages;
import io.micms.insight.figures.DayFigures.Slice;
import io.micms.platform.publishing.ConditionalUpserts;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The figures of each day, computed from the rows whenever a row of that day has changed.
 *
 * <p>A day is written only if nobody has written it since its rows were about to be read. So the last one who wrote it has read rows
 * at least as new as everybody else's, and may take the marks away.
 */
@Component
class Days implements Derived {

    private static final String COLLECTION = "days";

    /** Days whose rows are read at a time. */
    private static final int CHUNK = 8;

    private static final int CUSTOMERS_AT_A_TIME = 500;
    private static final int TRIES = 20;

    private final Facts facts;
    private final MongoTemplate mongo;
    private final PlatformProperties platform;

    Days(Facts facts, MongoTemplate mongo, PlatformProperties platform) {
        this.facts = facts;
        this.mongo = mongo;
        this.platform = platform;
    }

    @Override
    public void recompute(Collection<Mark> marks) {
        Set<String> days = new TreeSet<>();
        Set<String> customers = new HashSet<>();
        for (Mark mark : marks) {
            switch (mark.kind()) {
                case DAY -> days.add(mark.key());
                case DAYS_OF -> customers.add(mark.key());
                case PERSON -> {}
            }
        }
        chunks(List.copyOf(customers), CUSTOMERS_AT_A_TIME).forEach(some -> days.addAll(facts.daysOfOrders(some)));
        chunks(List.copyOf(days), CHUNK).forEach(this::recomputeDays);
    }

    private void recomputeDays(List<String> days) {
        Set<String> left = new TreeSet<>(days);
        for (int attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            Map<String, Long> revisions = revisions(left);
            Map<String, DayFigures> figures = compute(left);
            List<String> order = List.copyOf(left);
            List<ReplaceOneModel<Document>> writes = new ArrayList<>(order.size());
            for (String day : order) {
                long revision = revisions.getOrDefault(day, 0L);
                writes.add(new ReplaceOneModel<>(
                        Filters.and(Filters.eq("_id", day), Filters.eq("revision", revision)),
                        stored(day, revision + 1, figures.get(day)),
                        new ReplaceOptions().upsert(true)));
            }
            left.clear();
            ConditionalUpserts.run(collection(), writes).keySet().forEach(refused -> left.add(order.get(refused)));
        }
        if (!left.isEmpty()) {
            throw new OptimisticLockingFailureException("Days changed each time they were to be written");
        }
    }

    private Map<String, DayFigures> compute(Set<String> days) {
        Map<String, List<OrderRow>> orders = byDay(facts.ordersOn(days), OrderRow::day);
        Map<String, List<CustomerRow>> customers = byDay(facts.customersKnownSince(days), CustomerRow::createdDay);
        Map<String, List<MessageRow>> queued = byDay(facts.messagesQueuedOn(days), MessageRow::day);
        Map<String, List<MessageRow>> sent = byDay(facts.messagesSentOn(days), MessageRow::sentDay);
        Map<String, CustomerRow> persons = facts.persons(orders.values().stream()
                .flatMap(List::stream)
                .map(OrderRow::customerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<String, DayFigures> figures = new HashMap<>();
        for (String day : days) {
            figures.put(
                    day,
                    DayFigures.of(
                            orders.getOrDefault(day, List.of()),
                            customers.getOrDefault(day, List.of()),
                            queued.getOrDefault(day, List.of()),
                            sent.getOrDefault(day, List.of()),
                            persons,
                            null,
                            platform));
        }
        return figures;
    }

    /** The figures of a day up to an instant, from the rows as they are. */
    DayFigures upTo(Instant instant, LocalDate day) {
        Set<String> days = Set.of(day.toString());
        List<OrderRow> orders = facts.ordersOn(days);
        return DayFigures.of(
                orders,
                facts.customersKnownSince(days),
                facts.messagesQueuedOn(days),
                facts.messagesSentOn(days),
                facts.persons(orders.stream()
                        .map(OrderRow::customerId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())),
                instant,
                platform);
    }

    private static <R> Map<String, List<R>> byDay(List<R> rows, Function<R, String> day) {
        return rows.stream().collect(Collectors.groupingBy(day));
    }

    static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }

    private Map<String, Long> revisions(Set<String> days) {
        Map<String, Long> revisions = new HashMap<>();
        for (Document document : collection()
                .find(Filters.in("_id", days))
                .projection(Projections.include("revision"))
                .batchSize(1_000)) {
            revisions.put(document.getString("_id"), Stored.number(document, "revision"));
        }
        return revisions;
    }

    /** The revisions of all days that there are figures of. */
    Map<LocalDate, Long> revisions() {
        Map<LocalDate, Long> revisions = new TreeMap<>();
        for (Document document :
                collection().find().projection(Projections.include("revision")).batchSize(5_000)) {
            revisions.put(LocalDate.parse(document.getString("_id")), Stored.number(document, "revision"));
        }
        return revisions;
    }

    record Revised(LocalDate day, long revision, DayFigures figures) {}

    List<Revised> read(Collection<LocalDate> days) {
        List<Revised> read = new ArrayList<>(days.size());
        for (Document document : collection()
                .find(Filters.in("_id", days.stream().map(LocalDate::toString).toList()))
                .batchSize(500)) {
            read.add(new Revised(
                    LocalDate.parse(document.getString("_id")),
                    Stored.number(document, "revision"),
                    figures(document)));
        }
        return read;
    }

    private static Document stored(String day, long revision, DayFigures of) {
        ByteBuffer buyers = ByteBuffer.allocate(of.buyers().length * Long.BYTES);
        for (long buyer : of.buyers()) {
            buyers.putLong(buyer);
        }
        List<Document> hours = new ArrayList<>();
        for (int hour = 0; hour < DayFigures.HOURS; hour++) {
            Hour figures = of.hours().get(hour);
            if (!figures.isNothing()) {
                hours.add(new Document("hour", hour)
                        .append("orders", figures.orders())
                        .append("revenue", new Decimal128(figures.revenue()))
                        .append("newCustomers", figures.newCustomers())
                        .append("messagesSent", figures.messagesSent()));
            }
        }
        Document splits = new Document();
        of.splits()
                .forEach((split, values) -> splits.append(
                        split.name(),
                        values.entrySet().stream()
                                .map(value -> new Document("value", value.getKey())
                                        .append("orders", value.getValue().orders())
                                        .append(
                                                "revenue",
                                                new Decimal128(value.getValue().revenue()))
                                        .append("newCustomers", value.getValue().newCustomers()))
                                .toList()));
        return new Document("_id", day)
                .append("revision", revision)
                .append("placed", of.placed())
                .append("orders", of.orders())
                .append("revenue", new Decimal128(of.revenue()))
                .append("newCustomers", of.newCustomers())
                .append("messagesSent", of.messagesSent())
                .append("hours", hours)
                .append("splits", splits)
                .append("buyers", new Binary(buyers.array()))
                .append(
                        "messages",
                        of.messages().entrySet().stream()
                                .map(channel -> stored(channel.getKey(), channel.getValue()))
                                .toList());
    }

    private static Document stored(String channel, Messages of) {
        return new Document("channel", channel)
                .append("queued", of.queued())
                .append("sent", of.sent())
                .append("delivered", of.delivered())
                .append("opened", of.opened())
                .append("clicked", of.clicked())
                .append("failed", of.failed())
                .append("skipped", of.skipped())
                .append("heldOut", of.heldOut())
                .append("unconfirmed", of.unconfirmed())
                .append("unsubscribed", of.unsubscribed())
                .append("bounced", of.bounced())
                .append("complained", of.complained());
    }

    private static DayFigures figures(Document document) {
        List<Hour> hours = new ArrayList<>(Collections.nCopies(DayFigures.HOURS, Hour.NOTHING));
        for (Document hour : document.getList("hours", Document.class)) {
            hours.set(
                    hour.getInteger("hour"),
                    new Hour(
                            hour.getInteger("orders"),
                            Stored.money(hour, "revenue"),
                            hour.getInteger("newCustomers"),
                            hour.getInteger("messagesSent")));
        }
        Map<Split, Map<String, Slice>> splits = new EnumMap<>(Split.class);
        document.get("splits", Document.class).forEach((split, values) -> {
            Map<String, Slice> slices = new HashMap<>();
            for (Object value : (List<?>) values) {
                Document slice = (Document) value;
                slices.put(
                        slice.getString("value").intern(),
                        new Slice(
                                slice.getInteger("orders"),
                                Stored.money(slice, "revenue"),
                                slice.getInteger("newCustomers")));
            }
            splits.put(Split.valueOf(split), slices);
        });
        ByteBuffer packed = ByteBuffer.wrap(document.get("buyers", Binary.class).getData());
        long[] buyers = new long[packed.remaining() / Long.BYTES];
        for (int i = 0; i < buyers.length; i++) {
            buyers[i] = packed.getLong();
        }
        Map<String, Messages> messages = new TreeMap<>();
        for (Document channel : document.getList("messages", Document.class)) {
            messages.put(
                    channel.getString("channel").intern(),
                    new Messages(
                            channel.getInteger("queued"),
                            channel.getInteger("sent"),
                            channel.getInteger("delivered"),
                            channel.getInteger("opened"),
                            channel.getInteger("clicked"),
                            channel.getInteger("failed"),
                            channel.getInteger("skipped"),
                            channel.getInteger("heldOut"),
                            channel.getInteger("unconfirmed"),
                            channel.getInteger("unsubscribed"),
                            channel.getInteger("bounced"),
                            channel.getInteger("complained")));
        }
        BigDecimal revenue = Stored.money(document, "revenue");
        return new DayFigures(
                document.getInteger("placed"),
                document.getInteger("orders"),
                revenue,
                document.getInteger("newCustomers"),
                document.getInteger("messagesSent"),
                hours,
                splits,
                buyers,
                messages);
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(COLLECTION);
    }
}
