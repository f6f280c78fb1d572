package io.micms.campaign.profiles;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Remembers which attributes customers have had, so that people can be shown what to ask about. */
@Component
class AttributeNames {

    static final String COLLECTION = "attribute_names";

    private final MongoTemplate mongo;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    AttributeNames(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void remember(Collection<CustomerCopy> customers) {
        for (CustomerCopy customer : customers) {
            for (Map.Entry<String, Object> attribute : customer.attributes().entrySet()) {
                if (!known.contains(attribute.getKey())) {
                    mongo.upsert(
                            new Query(Criteria.where("_id").is(attribute.getKey())),
                            new Update().set("example", blank(attribute.getValue())),
                            COLLECTION);
                    known.add(attribute.getKey());
                }
            }
        }
    }

    /** What the attribute is like, and nobody's. */
    private static Object blank(Object value) {
        return switch (value) {
            case Number number -> 0;
            case Boolean flag -> false;
            default -> "";
        };
    }
}
