package io.micms.platform.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** A database of its own on the tests' MongoDB, for what is tested without an application context. */
public record TestDatabase(MongoDatabaseFactory factory, MongoConverter converter) {

    private static final class Started {
        static final MongoClient CLIENT = MongoClients.create(TestMongo.uri());
    }

    public static TestDatabase create() {
        MongoMappingContext documents = new MongoMappingContext();
        MongoCustomConversions conversions = new MongoCustomConversions(List.of());
        documents.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        documents.setAutoIndexCreation(true);
        documents.afterPropertiesSet();
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, documents);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return new TestDatabase(new SimpleMongoClientDatabaseFactory(Started.CLIENT, name), converter);
    }

    public MongoTemplate template() {
        return new MongoTemplate(factory, converter);
    }
}
