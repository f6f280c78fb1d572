package io.micms.local.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
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
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    void aRegularExpressionMatchesTextsOnly() {
        documents.insertMany(List.of(
                new Document("_id", "text").append("v", "1"),
                new Document("_id", "list").append("v", List.of("a1")),
                new Document("_id", "number").append("v", 1),
                new Document("_id", "decimal").append("v", Decimal128.parse("1.0")),
                new Document("_id", "none")));
        Document one = new Document("v", new Document("$regex", "1"));

        assertThat(ids(one)).containsExactlyInAnyOrder("text", "list");
        assertThat(ids(new Document("$nor", List.of(one)))).containsExactlyInAnyOrder("number", "decimal", "none");
        assertThat(ids(new Document("v", new Document("$not", Pattern.compile("1")))))
                .containsExactlyInAnyOrder("number", "decimal", "none");
        assertThat(ids(new Document("$or", List.of(one, new Document("_id", "none")))
                        .append("$and", List.of(new Document("v", Pattern.compile("^1"))))))
                .containsExactly("text");
    }

    private List<String> ids(Document query) {
        return documents.find(query).map(found -> found.getString("_id")).into(new ArrayList<>());
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
    void aSaveByIdAndVersionLooksAtOneDocument() {
        fill(2000);
        assertThat(examined(documents.find(and(eq("_id", 77), eq("version", 0)))))
                .isEqualTo(1);
        assertThat(documents
                        .replaceOne(and(eq("_id", 77), eq("version", 0)), new Document("version", 1))
                        .getModifiedCount())
                .isEqualTo(1);
    }

    @Test
    void aPageWalksTheIndexToItsLimit() {
        documents.createIndex(Indexes.compoundIndex(Indexes.descending("n"), Indexes.descending("_id")));
        documents.createIndex(Indexes.ascending("kind", "n", "_id"));
        documents.createIndex(Indexes.ascending("kind"));
        fill(6000);
        Bson newestFirst = descending("n", "_id");

        assertThat(examined(documents.find().sort(newestFirst).limit(50))).isEqualTo(50);
        FindIterable<Document> page = documents
                .find(or(lt("n", 1500), eq("n", null), and(eq("n", 1500), lt("_id", 3001))))
                .sort(newestFirst)
                .limit(50);
        assertThat(examined(page)).isEqualTo(50);
        assertThat(page.map(d -> d.getInteger("_id")).into(new ArrayList<>()))
                .hasSize(50)
                .startsWith(3000, 2999, 2998)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(examined(documents
                        .find(and(eq("kind", "a"), or(gt("n", 700), and(eq("n", 700), gt("_id", 1400)))))
                        .sort(ascending("n", "_id"))
                        .limit(50)))
                .isEqualTo(50);
    }

    @Test
    void severalBeginningsOfAnIndexAreMergedInTheOrderOfItsEnd() {
        documents.createIndex(Indexes.ascending("state", "kind", "n"));
        fill(6000);
        FindIterable<Document> due = documents
                .find(and(eq("state", "queued"), lte("n", 2500), in("kind", "a", "b", "c")))
                .sort(ascending("n"))
                .limit(20);
        assertThat(examined(due)).isEqualTo(20);
        assertThat(due.map(d -> d.getInteger("n")))
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9);
    }

    @Test
    void anIndexNarrowsByBeginningsAndByAlternatives() {
        documents.createIndex(Indexes.ascending("words"));
        documents.createIndex(Indexes.ascending("n"));
        fill(6000);
        assertThat(documents.find(regex("words", "^w-299[0-3]"))).hasSize(4);
        assertThat(examined(documents.find(regex("words", "^w-299")))).isEqualTo(11);
        assertThat(examined(documents.find(or(eq("words", "w-17"), eq("n", 2222), in("n", 4, 5)))))
                .as("alternatives on two indexes are not united")
                .isEqualTo(6000);
        assertThat(examined(documents.find(or(eq("n", 2222), in("n", 4, 5), and(eq("n", 7), eq("kind", "a"))))))
                .isEqualTo(8);
    }

    @Test
    void anAggregationFindsItsDocumentsByTheIndexToo() {
        documents.createIndex(Indexes.ascending("n"));
        fill(200);
        assertThat(documents.aggregate(
                        List.of(match(eq("n", 7)), new Document("$project", new Document("kind", 1).append("_id", 0)))))
                .containsExactly(new Document("kind", "b"), new Document("kind", "a"));
    }

    /** Drivers ask so whether there is any. Of the second document here the question is an error. */
    @Test
    void anAggregationLooksAtNoMoreThanItIsLimitedTo() {
        documents.insertMany(
                List.of(new Document("_id", 1).append("n", 1), new Document("_id", 2).append("n", "none")));
        Document halved = new Document("$divide", List.of("$n", 2));
        Bson question = match(new Document("$expr", new Document("$lt", List.of(halved, 1))));
        assertThat(documents.aggregate(List.of(question, new Document("$limit", 1))))
                .containsExactly(new Document("_id", 1).append("n", 1));
        assertThatThrownBy(() -> documents
                        .aggregate(List.of(question, new Document("$limit", 2)))
                        .into(new ArrayList<>()))
                .isInstanceOf(MongoCommandException.class);
    }

    @Test
    void longResultsComeInBatches() {
        fill(1000);
        assertThat(documents.find()).hasSize(1000);
        assertThat(documents.find().batchSize(7)).hasSize(1000);
        assertThat(documents.aggregate(List.of(match(eq("state", "queued"))))).hasSize(1000);
    }

    @Test
    void updatesWithAPipeline() {
        documents.insertOne(new Document("_id", 1)
                .append("a", 1)
                .append("nested", new Document("x", 1).append("y", 2))
                .append("list", List.of(new Document("n", 1), new Document("n", 2))));

        documents.updateOne(
                eq("_id", 1),
                List.of(
                        new Document(
                                "$set",
                                new Document("a", 5)
                                        .append("before", "$a")
                                        .append("nested.y", new Document("$add", List.of("$nested.y", 40)))
                                        .append("list.seen", true)),
                        new Document("$unset", "nested.x")));
        assertThat(documents.find(eq("_id", 1)).first())
                .isEqualTo(new Document("_id", 1)
                        .append("a", 5)
                        .append("nested", new Document("y", 42))
                        .append(
                                "list",
                                List.of(
                                        new Document("n", 1).append("seen", true),
                                        new Document("n", 2).append("seen", true)))
                        .append("before", 1));

        Document replaced = documents.findOneAndUpdate(
                eq("_id", 1),
                List.of(new Document("$replaceWith", new Document("kept", "$a"))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        assertThat(replaced).isEqualTo(new Document("_id", 1).append("kept", 5));

        documents.updateOne(
                and(eq("_id", 2), eq("kind", "new")),
                List.of(new Document("$set", new Document("made", true))),
                new UpdateOptions().upsert(true));
        assertThat(documents.find(eq("_id", 2)).first())
                .isEqualTo(new Document("_id", 2).append("kind", "new").append("made", true));
        assertThatThrownBy(() ->
                        documents.updateOne(eq("_id", 2), List.of(new Document("$set", new Document("_id", 3)))))
                .hasMessageContaining("_id");
    }

    @Test
    void aggregatesWithStagesThatTheLibraryDoesNotKnow() {
        fill(6);
        Document size = new Document(
                "$switch",
                new Document(
                                "branches",
                                List.of(
                                        new Document("case", new Document("$lt", List.of("$n", 1)))
                                                .append("then", "small"),
                                        new Document("case", new Document("$lt", List.of("$n", 2)))
                                                .append("then", "middle")))
                        .append("default", "large"));
        assertThat(documents.aggregate(List.of(
                        new Document("$set", new Document("size", size).append("n", "$version")),
                        new Document(
                                "$group",
                                new Document("_id", "$size").append("count", new Document("$count", new Document()))),
                        sort(ascending("_id")))))
                .containsExactly(
                        new Document("_id", "large").append("count", 2),
                        new Document("_id", "middle").append("count", 2),
                        new Document("_id", "small").append("count", 2));
        assertThat(documents.aggregate(List.of(
                        new Document("$addFields", new Document("more.x", 1)),
                        new Document("$facet", new Document("all", List.of(new Document("$replaceWith", "$more")))))))
                .containsExactly(new Document("all", Collections.nCopies(6, new Document("x", 1))));
        assertThat(documents.find(eq("_id", 0)).first()).as("what is stored").doesNotContainKeys("size", "more");
    }

    @Test
    void sortsEmptyArrays() {
        for (int i = 0; i < 100; i++) {
            documents.insertOne(new Document("_id", i).append("list", i % 3 == 0 ? List.of() : List.of(i, 200 - i)));
        }
        assertThat(documents
                        .find()
                        .sort(ascending("list", "_id"))
                        .map(d -> d.getInteger("_id"))
                        .into(new ArrayList<>()))
                .startsWith(0, 3, 6)
                .endsWith(97, 98);
    }

    @Test
    void aSparseIndexDoesNotHideTheDocumentsThatItLeavesOut() {
        documents.createIndex(Indexes.ascending("a"), new IndexOptions().sparse(true));
        documents.insertMany(List.of(new Document("_id", 1).append("a", 1), new Document("_id", 2)));
        assertThat(documents.find().sort(ascending("a")).map(d -> d.getInteger("_id")))
                .containsExactly(2, 1);
        assertThat(documents.find(eq("a", null))).hasSize(1);
        assertThat(examined(documents.find(exists("a")))).isEqualTo(1);
    }

    @Test
    void aPartialIndexHoldsForItsDocumentsOnly() {
        documents.createIndex(
                Indexes.ascending("email"),
                new IndexOptions().unique(true).partialFilterExpression(eq("active", true)));
        documents.insertOne(new Document("_id", 1).append("email", "a").append("active", true));
        documents.insertOne(new Document("_id", 2).append("email", "a").append("active", false));
        documents.insertOne(new Document("_id", 3).append("email", "a"));
        assertThatThrownBy(() -> documents.updateOne(eq("_id", 3), set("active", true)))
                .isInstanceOf(MongoWriteException.class);
        assertThat(documents.find(eq("email", "a"))).hasSize(3);
        assertThat(documents.find(and(eq("email", "a"), eq("active", true)))).hasSize(1);
    }

    @Test
    void refusesAnIndexThatContradictsAnother() {
        documents.createIndex(Indexes.ascending("a"), new IndexOptions().name("one"));
        assertThatThrownBy(() -> documents.createIndex(Indexes.ascending("b"), new IndexOptions().name("one")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(86));
        assertThatThrownBy(() -> documents.createIndex(
                        Indexes.ascending("a"), new IndexOptions().name("one").sparse(true)))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(86));
        assertThatThrownBy(() -> documents.createIndex(Indexes.ascending("a"), new IndexOptions().name("two")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(85));
    }

    @Test
    void aDroppedIndexOfOneCollectionIsStillThereInAnother() {
        MongoCollection<Document> other = client.getDatabase("tests").getCollection("other");
        documents.createIndex(Indexes.ascending("a"));
        other.createIndex(Indexes.ascending("a"));
        documents.dropIndex("a_1");
        assertThat(documents.listIndexes()).hasSize(1);
        assertThat(other.listIndexes()).hasSize(2);
        documents.createIndex(Indexes.ascending("b"));
        documents.dropIndexes();
        assertThat(documents.listIndexes()).hasSize(1);
        assertThat(other.listIndexes()).hasSize(2);
    }

    @Test
    void saysWhatItDoesNotSupport() {
        documents.insertOne(new Document("_id", 1));
        MongoDatabase database = client.getDatabase("tests");
        List<ThrowingCallable> unsupported = List.of(
                () -> documents
                        .find()
                        .collation(Collation.builder().locale("en").build())
                        .first(),
                () -> documents
                        .find()
                        .projection(new Document("twice", new Document("$add", List.of("$a", "$a"))))
                        .first(),
                () -> documents.createIndex(Indexes.hashed("a")),
                () -> documents.createIndex(Indexes.text("a")),
                () -> documents.createIndex(Indexes.ascending("list.0")),
                () -> documents
                        .aggregate(List.of(new Document("$out", "elsewhere")))
                        .toCollection(),
                () -> documents.watch().iterator().next(),
                () -> documents.renameCollection(new MongoNamespace("tests.renamed")),
                () -> database.createCollection(
                        "capped", new CreateCollectionOptions().capped(true).sizeInBytes(4096)),
                () -> database.createView("view", "documents", List.of()),
                () -> documents
                        .aggregate(List.of(new Document(
                                "$set",
                                new Document("a", new Document("$switch", new Document("branches", List.of()))))))
                        .first());
        assertThat(unsupported)
                .allSatisfy(call ->
                        assertThatThrownBy(call).hasMessageContaining("not supported by the embedded database"));
    }

    @Test
    void findAndModifyTellsWhatItInserted() {
        Document inserted = documents.findOneAndUpdate(
                and(eq("_id", "x"), eq("kind", "a")),
                combine(inc("n", 1), onlyOnInsert("first", true)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        assertThat(inserted)
                .isEqualTo(new Document("_id", "x")
                        .append("kind", "a")
                        .append("n", 1)
                        .append("first", true));
        assertThat(documents.findOneAndUpdate(eq("_id", "y"), set("n", 1), new FindOneAndUpdateOptions().upsert(true)))
                .isNull();
        assertThat(documents.findOneAndUpdate(
                        eq("_id", "x"), inc("n", 1), new FindOneAndUpdateOptions().projection(new Document("n", 1))))
                .isEqualTo(new Document("_id", "x").append("n", 1));
    }

    /** Two documents for each n, of two kinds in turn. */
    private void fill(int count) {
        List<Document> many = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            many.add(new Document("_id", i)
                    .append("version", 0)
                    .append("n", i / 2)
                    .append("kind", i % 2 == 0 ? "b" : "a")
                    .append("state", "queued")
                    .append("words", List.of("w-" + i, "of")));
        }
        documents.insertMany(many);
    }

    private static int examined(FindIterable<Document> find) {
        return find.explain().get("executionStats", Document.class).getInteger("totalDocsExamined");
    }

    private static ReplaceOneModel<Document> upsert(String id, int version, Document replacement) {
        return new ReplaceOneModel<>(
                and(eq("_id", id), eq("version", version)), replacement, new ReplaceOptions().upsert(true));
    }

    private static Bson onlyOnInsert(String field, Object value) {
        return Updates.setOnInsert(field, value);
    }
}
