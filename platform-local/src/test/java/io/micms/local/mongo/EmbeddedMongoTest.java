package io.micms.local.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What our services ask of a MongoDB, asked of the embedded one. */
@Timeout(60)
class EmbeddedMongoTest {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private MongoCollection<Document> documents;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start(0);
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void newCollection(TestInfo test) {
        documents =
                client.getDatabase("tests").getCollection(test.getDisplayName().replaceAll("\\W", ""));
    }

    @Test
    void greetsWithoutPromisingSessions() {
        Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
        assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
        assertThat(hello.getInteger("maxWireVersion")).isPositive();
        assertThat(hello).doesNotContainKeys("setName", "logicalSessionTimeoutMinutes");
    }

    @Test
    void aReplaceOfAStaleVersionIsRefusedByTheIdInAnUnorderedBulk() {
        documents.insertMany(
                List.of(new Document("_id", "a").append("version", 1), new Document("_id", "b").append("version", 5)));

        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> documents.bulkWrite(
                        List.of(
                                upsert("a", 1, new Document("version", 2)),
                                upsert("b", 4, new Document("version", 5).append("late", true)),
                                upsert("c", 0, new Document("version", 1))),
                        new BulkWriteOptions().ordered(false)));

        assertThat(refused.getWriteErrors())
                .extracting(BulkWriteError::getIndex, BulkWriteError::getCode)
                .containsExactly(tuple(1, 11000));
        assertThat(refused.getWriteResult().getModifiedCount()).isEqualTo(1);
        assertThat(refused.getWriteResult().getUpserts()).hasSize(1);
        assertThat(documents.find(eq("_id", "a")).first()).containsEntry("version", 2);
        assertThat(documents.find(eq("_id", "b")).first())
                .containsEntry("version", 5)
                .doesNotContainKey("late");
        assertThat(documents.find(eq("_id", "c")).first()).containsEntry("version", 1);
    }

    @Test
    void anOrderedBulkStopsAtItsFirstError() {
        documents.insertOne(new Document("_id", "b").append("version", 5));

        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> documents.bulkWrite(List.of(
                        upsert("a", 0, new Document("version", 1)),
                        upsert("b", 4, new Document("version", 5)),
                        upsert("c", 0, new Document("version", 1)))));

        assertThat(refused.getWriteErrors())
                .extracting(BulkWriteError::getIndex)
                .containsExactly(1);
        assertThat(documents.countDocuments(eq("_id", "c"))).isZero();
    }

    @Test
    void countsOnlyWhatItInserted() {
        documents.insertOne(new Document("_id", 2));
        List<Document> three = List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3));

        MongoBulkWriteException ordered =
                catchThrowableOfType(MongoBulkWriteException.class, () -> documents.insertMany(three));
        assertThat(ordered.getWriteResult().getInsertedCount()).isEqualTo(1);
        documents.deleteOne(eq("_id", 1));
        MongoBulkWriteException unordered = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> documents.insertMany(three, new InsertManyOptions().ordered(false)));
        assertThat(unordered.getWriteResult().getInsertedCount()).isEqualTo(2);
    }

    @Test
    void aUniqueSparseIndexRefusesEqualValuesAndAdmitsMissingOnes() {
        documents.createIndex(
                Indexes.ascending("externalId"), new IndexOptions().unique(true).sparse(true));
        documents.insertOne(new Document("_id", 1).append("externalId", "C-1"));
        documents.insertOne(new Document("_id", 2));
        documents.insertOne(new Document("_id", 3));

        assertThatThrownBy(() -> documents.insertOne(new Document("_id", 4).append("externalId", "C-1")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11000))
                .hasMessageContaining("externalId");
        assertThatThrownBy(() -> documents.updateOne(eq("_id", 2), set("externalId", "C-1")))
                .isInstanceOf(MongoWriteException.class);
        documents.replaceOne(eq("_id", 2), new Document("externalId", "C-2"));
        documents.updateOne(eq("_id", 1), unset("externalId"));
        documents.updateOne(eq("_id", 3), set("externalId", "C-1"));
        assertThat(documents.find(eq("externalId", "C-1")).first()).containsEntry("_id", 3);
        assertThat(documents.countDocuments(exists("externalId", false))).isEqualTo(1);
    }

    @Test
    void aUniqueCompoundIndexNamesTheIndexThatRefused() {
        documents.createIndex(
                Indexes.ascending("campaignId", "customerId", "step"),
                new IndexOptions().unique(true).name("once"));
        documents.insertOne(
                new Document("campaignId", "k").append("customerId", "c").append("step", 0));

        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> documents.bulkWrite(
                        List.of(
                                new InsertOneModel<>(new Document("campaignId", "k")
                                        .append("customerId", "c")
                                        .append("step", 0)),
                                new InsertOneModel<>(new Document("campaignId", "k")
                                        .append("customerId", "c")
                                        .append("step", 1))),
                        new BulkWriteOptions().ordered(false)));

        assertThat(refused.getWriteErrors()).singleElement().satisfies(error -> {
            assertThat(error.getIndex()).isZero();
            assertThat(error.getMessage()).contains("once");
        });
        assertThat(documents.find(and(eq("campaignId", "k"), eq("customerId", "c"), eq("step", 1), eq("x", null))))
                .hasSize(1);
    }

    @Test
    void acceptsTheIndexesThatOurServicesDeclare() {
        documents.createIndex(orderBy(descending("createdAt"), ascending("_id")));
        documents.createIndex(Indexes.ascending("unpublished"), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending("expiresAt"), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));
        documents.createIndex(Indexes.ascending("unpublished"), new IndexOptions().sparse(true));
        assertThat(documents.listIndexes()).hasSize(4);
    }

    @Test
    void updatesWithTheUsualOperators() {
        documents.insertOne(new Document("_id", 1)
                .append("count", 1)
                .append("highest", 5)
                .append("gone", true)
                .append(
                        "steps",
                        List.of(
                                new Document("n", 0).append("done", false),
                                new Document("n", 1).append("done", false))));

        documents.updateOne(
                eq("_id", 1),
                combine(
                        set("name.first", "Asha"),
                        unset("gone"),
                        push("tags", "vip"),
                        max("highest", 3),
                        inc("count", 2)));
        documents.updateOne(and(eq("_id", 1), eq("steps.n", 1)), set("steps.$.done", true));
        documents.updateOne(
                eq("_id", 1), set("steps.$[s].seen", true), new UpdateOptions().arrayFilters(List.of(eq("s.n", 0))));
        documents.updateOne(eq("_id", 2), combine(set("a", 1), onlyOnInsert("b", 2)), new UpdateOptions().upsert(true));

        Document updated = documents.find(eq("_id", 1)).first();
        assertThat(updated)
                .containsEntry("count", 3)
                .containsEntry("highest", 5)
                .containsEntry("name", new Document("first", "Asha"))
                .containsEntry("tags", List.of("vip"))
                .doesNotContainKey("gone")
                .containsEntry(
                        "steps",
                        List.of(
                                new Document("n", 0).append("done", false).append("seen", true),
                                new Document("n", 1).append("done", true)));
        assertThat(documents.find(eq("_id", 2)).first()).containsEntry("a", 1).containsEntry("b", 2);
    }

    @Test
    void findsAndModifiesTheFirstOfAnOrder() {
        documents.insertMany(List.of(
                new Document("_id", 1).append("due", 30),
                new Document("_id", 2).append("due", 10),
                new Document("_id", 3).append("due", 20)));

        Document taken = documents.findOneAndUpdate(
                lte("due", 25),
                combine(set("owner", "me"), inc("due", 100)),
                new FindOneAndUpdateOptions().sort(ascending("due")).returnDocument(ReturnDocument.AFTER));

        assertThat(taken).containsEntry("_id", 2).containsEntry("owner", "me").containsEntry("due", 110);
        assertThat(documents.findOneAndUpdate(eq("_id", 9), set("x", 1))).isNull();
        assertThat(documents.findOneAndDelete(eq("_id", 3))).containsEntry("due", 20);
    }

    @Test
    void groupsSumsAndSorts() {
        documents.insertMany(List.of(
                new Document("city", "Pune")
                        .append("total", Decimal128.parse("10.50"))
                        .append("status", "PAID"),
                new Document("city", "Pune")
                        .append("total", Decimal128.parse("5.25"))
                        .append("status", "PAID"),
                new Document("city", "Delhi")
                        .append("total", Decimal128.parse("100"))
                        .append("status", "PAID"),
                new Document("city", "Delhi")
                        .append("total", Decimal128.parse("7"))
                        .append("status", "CANCELLED")));

        List<Document> found = documents
                .aggregate(List.of(
                        match(eq("status", "PAID")),
                        group("$city", sum("orders", 1), sum("total", "$total")),
                        sort(descending("total"))))
                .into(new ArrayList<>());

        assertThat(found).extracting(d -> d.getString("_id")).containsExactly("Delhi", "Pune");
        assertThat(found).extracting(d -> d.getInteger("orders")).containsExactly(1, 2);
        assertThat(found.get(1).get("total", Decimal128.class).bigDecimalValue())
                .isEqualByComparingTo(new BigDecimal("15.75"));
        assertThat(documents.countDocuments(eq("city", "Pune"))).isEqualTo(2);
        assertThat(documents.distinct("city", String.class)).containsExactlyInAnyOrder("Pune", "Delhi");
    }

    @Test
    void pagesInAnOrderOfSeveralFields() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 20; i++) {
            documents.insertOne(new Document("_id", "id-%02d".formatted(i))
                    .append("createdAt", Date.from(start.plus(Duration.ofDays(i / 4)))));
        }
        Bson order = orderBy(descending("createdAt"), ascending("_id"));
        List<String> whole =
                documents.find().sort(order).map(d -> d.getString("_id")).into(new ArrayList<>());
        assertThat(whole)
                .startsWith("id-16", "id-17", "id-18", "id-19", "id-12")
                .hasSize(20);
        assertThat(documents.find().sort(order).batchSize(3).map(d -> d.getString("_id")))
                .containsExactlyElementsOf(whole);
    }

    @Test
    void everyWriterSeesItsOwnResult() throws Exception {
        documents.insertOne(new Document("_id", "sequence").append("n", 0));
        Callable<List<Integer>> draws = () -> {
            List<Integer> mine = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                Document drawn = documents.findOneAndUpdate(
                        eq("_id", "sequence"),
                        inc("n", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
                mine.add(drawn.getInteger("n"));
            }
            return mine;
        };
        Set<Integer> distinct = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<List<Integer>> drawn :
                    threads.invokeAll(List.of(draws, draws, draws, draws, draws, draws, draws, draws))) {
                distinct.addAll(drawn.get());
            }
        }
        assertThat(distinct).hasSize(2000);
    }

    @Test
    void anIndexChangesNothingButTheTime() {
        MongoCollection<Document> plain = client.getDatabase("tests").getCollection("plain");
        documents.createIndex(Indexes.ascending("number", "text"));
        documents.createIndex(Indexes.ascending("list"));
        documents.createIndex(Indexes.ascending("sub.field"), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending("text", "number", "_id"), new IndexOptions().unique(true));
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            Document document = randomDocument(random, i);
            documents.insertOne(document);
            plain.insertOne(document);
        }
        for (int i = 0; i < 1500; i++) {
            Bson filter = randomFilter(random);
            switch (random.nextInt(6)) {
                case 0 -> {
                    Bson update = combine(set("number", random.nextInt(12)), set("list", randomList(random)));
                    assertThat(documents.updateMany(filter, update).getModifiedCount())
                            .isEqualTo(plain.updateMany(filter, update).getModifiedCount());
                }
                case 1 -> {
                    Bson one = and(filter, eq("_id", random.nextInt(400)));
                    assertThat(documents.deleteMany(one).getDeletedCount())
                            .isEqualTo(plain.deleteMany(one).getDeletedCount());
                }
                case 2 -> {
                    Document document = randomDocument(random, random.nextInt(400));
                    Bson id = eq("_id", document.get("_id"));
                    documents.replaceOne(id, document, new ReplaceOptions().upsert(true));
                    plain.replaceOne(id, document, new ReplaceOptions().upsert(true));
                }
                default ->
                    assertThat(documents.find(filter).sort(ascending("_id")))
                            .as(filter.toBsonDocument().toJson())
                            .containsExactlyElementsOf(plain.find(filter).sort(ascending("_id")));
            }
        }
    }

    @Test
    void aSaveByIdAndVersionDoesNotScan() {
        List<Document> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(new Document("_id", "id-" + i).append("version", 1).append("text", "x".repeat(100)));
        }
        documents.insertMany(many);
        long begin = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThat(documents
                            .replaceOne(and(eq("_id", "id-" + i), eq("version", 1)), new Document("version", 2))
                            .getModifiedCount())
                    .isEqualTo(1);
        }
        // A scan of each would take minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private static ReplaceOneModel<Document> upsert(String id, int version, Document replacement) {
        return new ReplaceOneModel<>(
                and(eq("_id", id), eq("version", version)), replacement, new ReplaceOptions().upsert(true));
    }

    private static Bson onlyOnInsert(String field, Object value) {
        return Updates.setOnInsert(field, value);
    }

    private static Document randomDocument(Random random, int id) {
        Document document = new Document("_id", id);
        switch (random.nextInt(5)) {
            case 0 -> document.append("number", null);
            case 1 -> {}
            case 2 -> document.append("number", random.nextInt(12) + 0.5);
            default -> document.append("number", random.nextInt(12));
        }
        if (random.nextInt(4) > 0) {
            document.append("text", "t" + random.nextInt(6));
        }
        if (random.nextInt(4) > 0) {
            document.append("list", randomList(random));
        }
        if (random.nextInt(3) > 0) {
            document.append("sub", List.of(new Document("field", random.nextInt(5)), new Document("field", "s")));
        }
        return document;
    }

    private static List<Integer> randomList(Random random) {
        return random.ints(random.nextInt(4), 0, 10).boxed().toList();
    }

    private static Bson randomFilter(Random random) {
        Bson first = randomCondition(random);
        return random.nextBoolean() ? first : and(first, randomCondition(random));
    }

    private static Bson randomCondition(Random random) {
        int n = random.nextInt(12);
        return switch (random.nextInt(13)) {
            case 0 -> eq("number", n);
            case 1 -> eq("number", null);
            case 2 -> and(gte("number", n), lt("number", n + 2));
            case 3 -> in("number", n, n + 0.5, "t1");
            case 4 -> exists("sub.field");
            case 5 -> exists("list", random.nextBoolean());
            case 6 -> new Document("list", new Document("$gt", 6).append("$lt", 3));
            case 7 -> eq("list", n);
            case 8 -> eq("list", List.of(n));
            case 9 -> and(eq("text", "t2"), eq("number", n));
            case 10 -> eq("sub.field", random.nextBoolean() ? 3 : "s");
            case 11 -> and(eq("text", "t1"), eq("number", n), eq("_id", random.nextInt(400)));
            default -> new Document("list", new Document("$elemMatch", new Document("$gte", n)));
        };
    }
}
