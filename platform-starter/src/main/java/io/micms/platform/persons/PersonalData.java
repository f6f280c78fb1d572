package io.micms.platform.persons;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * One kind of thing that a service holds of people. Each is a bean; together they are all that is held.
 *
 * @param kind the name in the answer, such as {@code orders}
 * @param heldOf everything of that kind about one person, who may go by several customer ids, in the form in which it is
 *     shown to them; closed after use
 */
public record PersonalData(String kind, Function<Collection<String>, Stream<?>> heldOf) {

    private static final int BATCH = 500;

    /**
     * Documents of one collection.
     *
     * @param customerId the field that says whose a document is
     * @param shown the form in which one is shown
     */
    public static <T> PersonalData of(
            String kind, MongoTemplate mongo, Class<T> type, String customerId, Function<T, Object> shown) {
        return new PersonalData(
                kind,
                ids -> mongo.stream(new Query(Criteria.where(customerId).in(ids)).cursorBatchSize(BATCH), type)
                        .map(shown));
    }
}
