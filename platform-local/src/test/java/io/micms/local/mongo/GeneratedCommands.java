package io.micms.local.mongo;

import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Documents, queries and writes that meet each other often: few fields, few values, every type. */
final class GeneratedCommands {

    static final String COLLECTION = "things";
    private static final int IDS = 40;

    private GeneratedCommands() {}

    /** @param what for the report of a failure */
    record Write(String what, Consumer<Commands> action) {

        void to(Commands commands) {
            action.accept(commands);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Arbitrary<Object> scalars() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(-2, 4).map(n -> (Object) n)),
                Tuple.of(2, Arbitraries.of(-0.0, 0.5, 1.0, 2.5).map(n -> (Object) n)),
                Tuple.of(1, Arbitraries.of(2L, 1L << 53, (1L << 53) + 1).map(n -> (Object) n)),
                Tuple.of(1, Arbitraries.of("0.5", "3", "12.00").map(text ->
                        (Object) new Decimal128(new BigDecimal(text)))),
                Tuple.of(5, Arbitraries.of("", "a", "ab", "abc", "b", "z").map(text -> (Object) text)),
                Tuple.of(1, Arbitraries.of(true, false).map(value -> (Object) value)),
                Tuple.of(2, Arbitraries.integers().between(0, 3).map(n -> (Object) Instant.ofEpochSecond(n))),
                Tuple.of(1, Arbitraries.just((Object) new Document("x", 1))));
    }

    private static Arbitrary<Object> anything() {
        return scalars().injectNull(0.15);
    }

    private static Arbitrary<Object> listOrScalar() {
        Arbitrary<Object> list = anything().list().ofMaxSize(3).map(values -> (Object) values);
        Arbitrary<Object> nested = list.list().ofMaxSize(2).map(values -> (Object) values);
        return Arbitraries.frequencyOf(Tuple.of(6, list), Tuple.of(1, nested), Tuple.of(3, anything()));
    }

    private static Arbitrary<Object> subdocuments() {
        Arbitrary<Object> one = optional(anything()).map(x -> (Object) field(new Document("k", 1), "x", x));
        return Arbitraries.oneOf(
                one, Arbitraries.oneOf(one, anything()).list().ofMaxSize(3).map(values -> (Object) values), anything());
    }

    /** A list with the value, or an empty one for none. */
    private static Arbitrary<List<Object>> optional(Arbitrary<Object> value) {
        return value.list().ofMaxSize(1);
    }

    private static Document field(Document document, String name, List<Object> value) {
        value.forEach(present -> document.append(name, present));
        return document;
    }

    static Arbitrary<Document> documents(int ids) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ids),
                        optional(anything()),
                        optional(anything()),
                        optional(listOrScalar()),
                        optional(subdocuments()))
                .as((id, a, b, tags, subs) -> {
                    Document document = new Document("_id", id);
                    field(document, "a", a);
                    field(document, "b", b);
                    field(document, "tags", tags);
                    return field(document, "subs", subs);
                });
    }

    static Arbitrary<Document> indexes() {
        Arbitrary<String> paths = Arbitraries.of("a", "b", "tags", "subs.x");
        return Combinators.combine(
                        paths.list().uniqueElements().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(1, -1).list().ofSize(4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((fields, directions, sparse, withId) -> {
                    // Two arrays in one index are refused.
                    List<String> keys = new ArrayList<>(fields);
                    if (keys.contains("tags")) {
                        keys.remove("subs.x");
                    }
                    if (withId) {
                        keys.add("_id");
                    }
                    Document key = new Document();
                    for (int i = 0; i < keys.size(); i++) {
                        key.append(keys.get(i), directions.get(i));
                    }
                    return new Document("key", key)
                            .append("name", key + " " + sparse)
                            .append("sparse", sparse);
                });
    }

    private static Arbitrary<Document> conditions() {
        Arbitrary<String> paths = Arbitraries.of("a", "b", "tags", "subs.x", "_id");
        Arbitrary<Object> operators = Arbitraries.oneOf(
                anything(),
                Combinators.combine(Arbitraries.of("$gt", "$gte", "$lt", "$lte", "$eq", "$ne"), scalars())
                        .as((operator, value) -> (Object) new Document(operator, value)),
                Combinators.combine(scalars(), scalars())
                        .as((low, high) -> (Object) new Document("$gte", low).append("$lt", high)),
                anything().list().ofMaxSize(4).map(values -> (Object) new Document("$in", values)),
                Arbitraries.of(true, false).map(there -> (Object) new Document("$exists", there)),
                Arbitraries.just((Object) new Document("$ne", null)),
                Arbitraries.of("^a", "^ab", "^abc", "^a.*", "^ab?", "b", "^(a|b)")
                        .map(regex -> (Object) new Document("$regex", regex)),
                anything().list().ofMaxSize(2).map(values -> (Object) values),
                scalars().map(value -> (Object) new Document("$elemMatch", new Document("$gte", value))));
        return Combinators.combine(paths, operators).as(Document::new);
    }

    static Arbitrary<Document> filters() {
        Arbitrary<Document> one = conditions();
        Arbitrary<Document> all =
                one.list().ofMinSize(1).ofMaxSize(3).map(parts -> new Document("$and", List.copyOf(parts)));
        Arbitrary<Document> either = Arbitraries.oneOf(one, all)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> new Document("$or", List.copyOf(parts)));
        Arbitrary<Document> both =
                Combinators.combine(one, either).as((first, second) -> new Document("$and", List.of(first, second)));
        return Arbitraries.oneOf(one, all, either, both, Arbitraries.just(new Document()));
    }

    /** With {@code _id} as the last word, so that there is one right order. */
    static Arbitrary<Document> sorts() {
        Arbitrary<Integer> direction = Arbitraries.of(1, -1);
        return Combinators.combine(
                        Arbitraries.of("a", "b", "tags", "subs.x")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2),
                        direction.list().ofSize(2),
                        direction)
                .as((fields, directions, last) -> {
                    Document sort = new Document();
                    for (int i = 0; i < fields.size(); i++) {
                        sort.append(fields.get(i), directions.get(i));
                    }
                    return sort.append("_id", last);
                });
    }

    static Arbitrary<Write> writes() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        documents(IDS)
                                .map(document -> new Write(
                                        "insert " + document, commands -> commands.insert(COLLECTION, document)))),
                Tuple.of(
                        3,
                        documents(IDS)
                                .map(document -> new Write(
                                        "replace " + document,
                                        commands -> commands.update(
                                                COLLECTION,
                                                new Document("_id", document.get("_id")),
                                                document,
                                                false,
                                                true)))),
                Tuple.of(
                        3,
                        Combinators.combine(filters(), Arbitraries.of("a", "b", "tags"), anything())
                                .as((filter, field, value) -> new Write(
                                        "set " + field + " of " + filter,
                                        commands -> commands.update(
                                                COLLECTION,
                                                filter,
                                                new Document("$set", new Document(field, value)),
                                                true,
                                                false)))),
                Tuple.of(
                        1,
                        Combinators.combine(filters(), Arbitraries.of("a", "subs"))
                                .as((filter, field) -> new Write(
                                        "unset " + field + " of " + filter,
                                        commands -> commands.update(
                                                COLLECTION,
                                                filter,
                                                new Document("$unset", new Document(field, 1)),
                                                true,
                                                false)))),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, IDS)
                                .map(id -> new Write(
                                        "delete " + id,
                                        commands -> commands.delete(COLLECTION, new Document("_id", id))))));
    }
}
