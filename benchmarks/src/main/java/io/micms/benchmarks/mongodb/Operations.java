package io.micms.benchmarks.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What services ask of their database, each call over the wire, from one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Operations {

    /** The system property with the address of a server that has the {@link Orders}. */
    static final String ADDRESS = "micms.benchmark.mongodb";

    private static final int PAGE = 50;

    private MongoClient client;
    private MongoCollection<Document> orders;
    private long[] versions;

    @Setup
    public void connect() {
        client = MongoClients.create(System.getProperty(ADDRESS));
        orders = Orders.in(client);
        versions = new long[Orders.COUNT];
        orders.find()
                .projection(new Document("version", 1).append("externalId", 1))
                .forEach(order ->
                        versions[Integer.parseInt(order.getString("externalId").substring(2))] =
                                order.getLong("version"));
    }

    @TearDown
    public void disconnect() {
        client.close();
    }

    /** What every save of a versioned document is. */
    @Benchmark
    public UpdateResult update() {
        int order = ThreadLocalRandom.current().nextInt(Orders.COUNT);
        UpdateResult result = orders.replaceOne(
                and(eq("_id", Orders.id(order)), eq("version", versions[order])),
                Orders.order(order, versions[order] + 1));
        if (result.getMatchedCount() != 1) {
            throw new IllegalStateException("Lost " + Orders.id(order));
        }
        versions[order]++;
        return result;
    }

    @Benchmark
    public List<Document> findBySecondaryIndex() {
        int customer = ThreadLocalRandom.current().nextInt(Orders.CUSTOMERS);
        return orders.find(eq("customerId", Orders.customer(customer))).into(new ArrayList<>());
    }

    /** A page in the middle of the list, newest first. */
    @Benchmark
    public List<Document> keysetPage() {
        int order = ThreadLocalRandom.current().nextInt(PAGE, Orders.COUNT);
        Date at = Orders.placedAt(order);
        List<Document> page = orders.find(or(
                        lt("placedAt", at), eq("placedAt", null), and(eq("placedAt", at), lt("_id", Orders.id(order)))))
                .sort(descending("placedAt", "_id"))
                .limit(PAGE)
                .into(new ArrayList<>());
        if (page.size() != PAGE) {
            throw new IllegalStateException("A page of " + page.size());
        }
        return page;
    }
}
