package io.micms.insight.people;

import io.micms.platform.persons.PersonalData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What was computed of a person here. */
@Configuration(proxyBeanMethods = false)
class PersonalInsightData {

    @Bean
    PersonalData heldPeople(MongoTemplate mongo) {
        return PersonalData.of("insights", mongo, PersonRow.class, "_id", person -> person);
    }
}
