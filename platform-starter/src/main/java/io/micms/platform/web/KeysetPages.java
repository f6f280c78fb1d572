package io.micms.platform.web;

import io.micms.platform.problem.InvalidParameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Pages by keyset: a cursor remembers the sort value and the id of the last item, so that a page costs the same
 * wherever it is. A cursor belongs to the order that it was made under.
 */
public final class KeysetPages {

    private static final JsonWriterSettings EXTENDED =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final MongoTemplate mongo;

    public KeysetPages(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param filter which documents are in the list at all; an empty criteria for every one */
    public <T> Page<T> find(Class<T> type, Criteria filter, ListQuery query, SortOptions options) {
        return find(
                type, filter, query, options, document -> mongo.getConverter().read(type, document));
    }

    /**
     * The same where the collection's documents are not read by reflection.
     *
     * @param reader makes an item of its document
     */
    public <T> Page<T> find(
            Class<T> type, Criteria filter, ListQuery query, SortOptions options, Function<Document, T> reader) {
        SortOptions.Order order = options.order(query.sort());
        Criteria where = query.cursor() == null ? filter : both(filter, after(query.cursor(), order));
        Sort.Direction direction = order.descending() ? Sort.Direction.DESC : Sort.Direction.ASC;
        Sort sort = order.field().equals("_id")
                ? Sort.by(direction, "_id")
                : Sort.by(direction, order.field()).and(Sort.by(direction, "_id"));
        List<Document> found = mongo.find(
                new Query(where).with(sort).limit(query.limit() + 1), Document.class, mongo.getCollectionName(type));
        boolean more = found.size() > query.limit();
        List<Document> shown = more ? found.subList(0, query.limit()) : found;
        return new Page<>(shown.stream().map(reader).toList(), more ? cursor(shown.getLast(), order) : null);
    }

    private static Criteria both(Criteria filter, Criteria position) {
        return filter.getCriteriaObject().isEmpty() ? position : new Criteria().andOperator(filter, position);
    }

    private static String cursor(Document last, SortOptions.Order order) {
        Document position = new Document("s", order.sort())
                .append("v", value(last, order.field()))
                .append("i", last.get("_id"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toJson(EXTENDED).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Object value(Document document, String field) {
        return document.getEmbedded(List.of(field.split("\\.")), Object.class);
    }

    private static Criteria after(String cursor, SortOptions.Order order) {
        Document position = decode(cursor);
        if (!order.sort().equals(position.get("s"))) {
            throw new InvalidParameter(
                    "cursor", "This cursor belongs to a list in another order; start again without it.");
        }
        Object value = position.get("v");
        Object id = position.get("i");
        if (!isSortable(value) || !(id instanceof String)) {
            throw unknown();
        }
        Criteria laterId = order.descending()
                ? Criteria.where("_id").lt(id)
                : Criteria.where("_id").gt(id);
        if (order.field().equals("_id")) {
            return laterId;
        }
        String field = order.field();
        Criteria sameValue = new Criteria().andOperator(Criteria.where(field).is(value), laterId);
        // Documents without a value come first in ascending order and last in descending, and no range matches them.
        if (order.descending()) {
            return value == null
                    ? sameValue
                    : new Criteria()
                            .orOperator(
                                    Criteria.where(field).lt(value),
                                    Criteria.where(field).is(null),
                                    sameValue);
        }
        return new Criteria()
                .orOperator(
                        value == null
                                ? Criteria.where(field).ne(null)
                                : Criteria.where(field).gt(value),
                        sameValue);
    }

    /** What lists are sorted by; the database would refuse to compare with anything else, or mean something else by it. */
    private static boolean isSortable(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Date;
    }

    private static Document decode(String cursor) {
        try {
            return Document.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw unknown();
        }
    }

    private static InvalidParameter unknown() {
        return new InvalidParameter("cursor", "This cursor was not made by us; start again without it.");
    }
}
