package io.micms.auth;

import com.mongodb.client.MongoClients;
import io.micms.platform.testing.TestMongo;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** One MongoDB for all tests, and a database for each that asks. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A database with the indexes that the documents ask for. */
    public static MongoTemplate create() {
        MongoMappingContext documents = new MongoMappingContext();
        MongoCustomConversions conversions = new MongoCustomConversions(List.of());
        documents.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        documents.setAutoIndexCreation(true);
        documents.afterPropertiesSet();
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, documents);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
        return new MongoTemplate(
                new SimpleMongoClientDatabaseFactory(MongoClients.create(TestMongo.uri()), newName()), converter);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("spring.mongodb.uri=" + TestMongo.uri(), "spring.mongodb.database=" + newName())
                .applyTo(context);
    }
}
