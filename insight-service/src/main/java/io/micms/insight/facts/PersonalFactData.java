package io.micms.insight.facts;

import io.micms.platform.persons.PersonalData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What is held of a person here: the rows as they are. */
@Configuration(proxyBeanMethods = false)
class PersonalFactData {

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
        return PersonalData.of(kind, mongo, type, customerId, row -> row);
    }
}
