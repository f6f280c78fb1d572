package io.micms.auth;

import io.micms.platform.testing.TestMongo;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One MongoDB for all tests, and a database for each that asks. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("spring.mongodb.uri=" + TestMongo.uri(), "spring.mongodb.database=" + newName())
                .applyTo(context);
    }
}
