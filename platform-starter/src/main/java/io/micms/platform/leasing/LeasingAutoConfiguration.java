package io.micms.platform.leasing;

import java.time.Clock;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

@AutoConfiguration(afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration")
class LeasingAutoConfiguration {

    @Bean
    Leases leases(MongoTemplate mongo, Clock clock) {
        return new Leases(new MongoLockProvider(mongo.getCollection("leases")), clock);
    }
}
