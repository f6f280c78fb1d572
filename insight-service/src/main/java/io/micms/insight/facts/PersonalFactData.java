package io.micms.insight.facts;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.micms.platform.persons.PersonalData;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/** What is held of a person here: the rows as they are. */
@Configuration(proxyBeanMethods = false)
class PersonalFactData {

    private static final int BATCH = 500;

    @Bean
    PersonalData heldCustomers(MongoTemplate mongo) {
        return rows("customers", CustomerRow.class, "_id", mongo);
    }

    @Bean
    PersonalData heldOrders(MongoTemplate mongo) {
        return rows("orders", OrderRow.class, "customerId", mongo);
    }

    @Bean
    PersonalData heldMessages(MongoTemplate mongo) {
        return rows("messages", MessageRow.class, "customerId", mongo);
    }

    private static PersonalData rows(String kind, Class<?> type, String customerId, MongoTemplate mongo) {
        return new PersonalData(
                kind, ids -> stream(mongo, type, Query.query(where(customerId).in(ids))));
    }

    private static Stream<?> stream(MongoTemplate mongo, Class<?> type, Query theirs) {
        return mongo.stream(theirs.cursorBatchSize(BATCH), type);
    }
}
