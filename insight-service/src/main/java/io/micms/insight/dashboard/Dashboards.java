package io.micms.insight.dashboard;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.limit;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.lookup;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.sort;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.unwind;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Computes dashboards from the rows, so that each is exact however often anything was delivered. */
@Component
public class Dashboards {

    private static final int CITIES = 10;

    private final MongoTemplate mongo;
    private final PlatformProperties platform;
    private final Clock clock;

    Dashboards(MongoTemplate mongo, PlatformProperties platform, Clock clock) {
        this.mongo = mongo;
        this.platform = platform;
        this.clock = clock;
    }

    /** @param days how many, counting today */
    public Dashboard ofLast(int days) {
        Period period = Period.upTo(clock.instant(), days, platform);
        Map<LocalDate, DayOfOrders> orders = ordersByDay(period);
        Map<LocalDate, Long> newCustomers = countByDay(CustomerRow.class, "createdDay", period);
        Map<LocalDate, Long> sent = countByDay(MessageRow.class, "sentDay", period);
        DayOfOrders sum = orders.values().stream().reduce(DayOfOrders.NONE, DayOfOrders::plus);
        return new Dashboard(
                period.to(),
                platform.currency(),
                new Dashboard.Days(days),
                new Dashboard.Customers(
                        mongo.count(Query.query(where("createdDay").gt("")), CustomerRow.class),
                        newCustomers.values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        activeCustomers(period)),
                new Dashboard.Orders(sum.total(), sum.counted(), sum.revenue()),
                messages(period),
                period.days().stream()
                        .map(day -> {
                            DayOfOrders placed = orders.getOrDefault(day, DayOfOrders.NONE);
                            return new Dashboard.Day(
                                    day,
                                    placed.counted(),
                                    placed.revenue(),
                                    newCustomers.getOrDefault(day, 0L),
                                    sent.getOrDefault(day, 0L));
                        })
                        .toList(),
                topCities(period));
    }

    private record DayOfOrders(long total, long counted, BigDecimal revenue) {

        static final DayOfOrders NONE = new DayOfOrders(0, 0, BigDecimal.ZERO);

        DayOfOrders plus(DayOfOrders other) {
            return new DayOfOrders(total + other.total, counted + other.counted, revenue.add(other.revenue));
        }
    }

    private Map<LocalDate, DayOfOrders> ordersByDay(Period period) {
        Map<LocalDate, DayOfOrders> byDay = new HashMap<>();
        aggregate(
                        OrderRow.class,
                        match(placedIn(period)),
                        group("day", "counted")
                                .count()
                                .as("orders")
                                .sum("total")
                                .as("revenue"))
                .forEach(row -> {
                    Document key = row.get("_id", Document.class);
                    long orders = number(row, "orders");
                    byDay.merge(
                            LocalDate.parse(key.getString("day")),
                            key.getBoolean("counted")
                                    ? new DayOfOrders(orders, orders, decimal(row.get("revenue")))
                                    : new DayOfOrders(orders, 0, BigDecimal.ZERO),
                            DayOfOrders::plus);
                });
        return byDay;
    }

    private Map<LocalDate, Long> countByDay(Class<?> rows, String day, Period period) {
        Map<LocalDate, Long> byDay = new HashMap<>();
        aggregate(rows, match(within(period, day)), group(day).count().as("rows"))
                .forEach(row -> byDay.put(LocalDate.parse(row.getString("_id")), number(row, "rows")));
        return byDay;
    }

    private long activeCustomers(Period period) {
        return aggregate(
                        OrderRow.class,
                        match(placedIn(period).and("counted").is(true)),
                        group("customerId"),
                        group().count().as("customers"))
                .stream()
                .mapToLong(row -> number(row, "customers"))
                .sum();
    }

    private Dashboard.Messages messages(Period period) {
        Map<String, Long> byState = new HashMap<>();
        aggregate(
                        MessageRow.class,
                        match(within(period, "day")),
                        group("state").count().as("messages"))
                .forEach(row -> byState.put(row.getString("_id"), number(row, "messages")));
        return new Dashboard.Messages(
                of(byState, "QUEUED", "SENDING"),
                of(byState, "SENT", "DELIVERED"),
                of(byState, "DELIVERED"),
                of(byState, "FAILED"),
                of(byState, "SKIPPED", "HELD_OUT"),
                of(byState, "UNCONFIRMED"));
    }

    private static long of(Map<String, Long> byState, String... states) {
        long sum = 0;
        for (String state : states) {
            sum += byState.getOrDefault(state, 0L);
        }
        return sum;
    }

    private List<Dashboard.City> topCities(Period period) {
        Map<String, BigDecimal> revenue = new LinkedHashMap<>();
        aggregate(
                        OrderRow.class,
                        match(placedIn(period).and("counted").is(true)),
                        // By customer first: one look-up for each, however many orders.
                        group("customerId").sum("total").as("revenue"),
                        lookup(mongo.getCollectionName(CustomerRow.class), "_id", "_id", "customer"),
                        unwind("customer"),
                        match(where("customer.city").ne(null)),
                        group("customer.city").sum("revenue").as("revenue"),
                        sort(Sort.Direction.DESC, "revenue").and(Sort.Direction.ASC, "_id"),
                        limit(CITIES))
                .forEach(row -> revenue.put(row.getString("_id"), decimal(row.get("revenue"))));
        Map<String, Long> customers = customersByCity(where("city").in(revenue.keySet()));
        if (revenue.size() < CITIES) {
            customersByCity(where("city").gt("")).forEach((city, count) -> {
                if (revenue.size() < CITIES && revenue.putIfAbsent(city, BigDecimal.ZERO) == null) {
                    customers.put(city, count);
                }
            });
        }
        List<Dashboard.City> cities = new ArrayList<>();
        revenue.forEach((city, sum) -> cities.add(new Dashboard.City(city, customers.getOrDefault(city, 0L), sum)));
        cities.sort(Comparator.comparing(Dashboard.City::revenue)
                .thenComparing(Dashboard.City::customers)
                .reversed()
                .thenComparing(Dashboard.City::city));
        return List.copyOf(cities);
    }

    /** The most populous first, at most as many as could be shown twice over. */
    private Map<String, Long> customersByCity(Criteria which) {
        Map<String, Long> byCity = new LinkedHashMap<>();
        aggregate(
                        CustomerRow.class,
                        match(which),
                        group("city").count().as("customers"),
                        sort(Sort.Direction.DESC, "customers").and(Sort.Direction.ASC, "_id"),
                        limit(2L * CITIES))
                .forEach(row -> byCity.put(row.getString("_id"), number(row, "customers")));
        return byCity;
    }

    private static Criteria placedIn(Period period) {
        return where("placedAt").gte(period.from()).lte(period.to());
    }

    private static Criteria within(Period period, String day) {
        return where(day).gte(period.firstDay()).lte(period.lastDay());
    }

    private List<Document> aggregate(Class<?> rows, AggregationOperation... stages) {
        return mongo.aggregate(newAggregation(rows, stages), Document.class).getMappedResults();
    }

    private static long number(Document row, String field) {
        return ((Number) row.get(field)).longValue();
    }

    /** A sum over no values at all is the integer zero. */
    private static BigDecimal decimal(@Nullable Object sum) {
        return switch (sum) {
            case Decimal128 decimal -> decimal.bigDecimalValue();
            case BigDecimal decimal -> decimal;
            case Number number -> BigDecimal.valueOf(number.longValue());
            case null, default -> BigDecimal.ZERO;
        };
    }
}
