package io.micms.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where it does an update itself, it comes to what the library makes of it. */
class FieldUpdateTest {

    private static final MongoDatabase DATABASE = new EmbeddedDatabase("tests", new CursorRegistry(), change -> 0);

    @Property(tries = 2_000)
    void anUpdateIsThatOfTheLibrary(@ForAll("documents") Document document, @ForAll("updates") Document update) {
        Document before = document.cloneDeeply();

        Document ordinary = FieldUpdate.update(document, update.cloneDeeply());

        assertThat(document).as("the document as it was").isEqualTo(before);
        if (ordinary != null) {
            assertThat(inAnyOrder(ordinary))
                    .isEqualTo(orError(() ->
                            UpdateOperators.update(DATABASE, document, new Document(), update.cloneDeeply(), null)));
        }
    }

    @Property(tries = 2_000)
    void anInsertionIsThatOfTheLibrary(@ForAll("selectors") Document selector, @ForAll("updates") Document update) {
        Document ordinary = FieldUpdate.insertion(selector, update.cloneDeeply());

        if (ordinary != null) {
            assertThat(inAnyOrder(ordinary))
                    .isEqualTo(orError(() -> UpdateOperators.insert(DATABASE, selector, update.cloneDeeply(), null)));
        }
    }

    /** Of a document that takes the place of another, the library has the fields in the order of that one. */
    private static Map<String, Object> inAnyOrder(Document document) {
        return new HashMap<>(document);
    }

    private static @Nullable Object orError(Supplier<Document> update) {
        try {
            return inAnyOrder(update.get());
        } catch (MongoServerException e) {
            return e.getMessage();
        }
    }

    @Test
    void whatServicesDoMostIsDoneHere() {
        Document document = new Document("_id", 1).append("owed", new Document("due", 7).append("by", "me"));

        assertThat(FieldUpdate.update(document, new Document("_id", 1).append("x", 2)))
                .isEqualTo(new Document("_id", 1).append("x", 2));
        assertThat(FieldUpdate.update(
                        document,
                        new Document("$set", new Document("owed.due", 8))
                                .append("$unset", new Document("owed.by", ""))
                                .append("$inc", new Document("version", 1L))))
                .isEqualTo(new Document("_id", 1)
                        .append("owed", new Document("due", 8))
                        .append("version", 1L));
        assertThat(FieldUpdate.insertion(
                        new Document(
                                "$and",
                                List.of(new Document("_id", 1), new Document("version", new Document("$lt", 4)))),
                        new Document("$setOnInsert", new Document("kind", "order"))
                                .append(
                                        "$addToSet",
                                        new Document("joined", new Document("$each", List.of("a", "b", "a"))))))
                .isEqualTo(new Document("_id", 1).append("kind", "order").append("joined", List.of("a", "b")));
    }

    @Provide
    Arbitrary<Document> documents() {
        return GeneratedCommands.documents(3);
    }

    @Provide
    Arbitrary<Document> selectors() {
        Arbitrary<Document> ids = Arbitraries.integers().between(0, 3).map(id -> new Document("_id", id));
        return Combinators.combine(ids, GeneratedCommands.filters())
                .as((id, more) -> new Document("$and", List.of(id, more)));
    }

    @Provide
    Arbitrary<Document> updates() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, GeneratedCommands.documents(3)),
                Tuple.of(6, operators().list().ofMinSize(1).ofMaxSize(4).map(all -> {
                    Document update = new Document();
                    all.forEach(one -> one.forEach((operator, fields) -> update.merge(
                            operator,
                            fields,
                            (some, more) -> new Document((Document) some).appendAll((Document) more))));
                    return update;
                })));
    }

    private static Arbitrary<Document> operators() {
        Arbitrary<String> paths =
                Arbitraries.of("a", "b", "tags", "subs", "subs.x", "subs.x.y", "new.deep", "new.k", "_id");
        Arbitrary<Object> values = Arbitraries.oneOf(
                GeneratedCommands.scalars().injectNull(0.1),
                Arbitraries.of("a", "b", "ab").list().ofMaxSize(3).map(each -> (Object) new Document("$each", each)));
        return Combinators.combine(
                        Arbitraries.of("$set", "$set", "$unset", "$setOnInsert", "$inc", "$addToSet"), paths, values)
                .as((operator, path, value) -> new Document(operator, new Document(path, value)));
    }
}
