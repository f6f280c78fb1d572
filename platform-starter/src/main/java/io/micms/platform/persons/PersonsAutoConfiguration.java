package io.micms.platform.persons;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
class PersonsAutoConfiguration {

    @Bean
    @ConditionalOnBean(PersonalData.class)
    PersonController personController(List<PersonalData> kinds, JsonMapper json) {
        return new PersonController(kinds, json);
    }
}
