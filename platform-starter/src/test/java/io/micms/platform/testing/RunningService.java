package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.messaging.Message;

/**
 * A whole service, for tests that run outside JUnit's own engine or need more than one of it. Its sweepers are quick, and
 * it can be cut off as if it crashed.
 */
public final class RunningService implements AutoCloseable {

    private static final List<String> SETTINGS =
            List.of("--server.port=0", "--micms.publishing.overdue-after=60ms", "--micms.publishing.sweep-every=40ms");

    private final ConfigurableApplicationContext context;
    private final Crashes crashes;

    private RunningService(ConfigurableApplicationContext context, Crashes crashes) {
        this.context = context;
        this.crashes = crashes;
    }

    /** Starts a service with the tests' broker and a database of its own. */
    public static RunningService start(Class<?> application, String... arguments) {
        Crashes crashes = new Crashes();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .initializers(
                        new TestInfrastructure(),
                        starting -> starting.getBeanFactory().addBeanPostProcessor(crashes))
                .run(Stream.concat(SETTINGS.stream(), Stream.of(arguments)).toArray(String[]::new));
        return new RunningService(context, crashes);
    }

    /** The same without the containers that would feed the consumers: the test does. */
    public static RunningService startUnfed(Class<?> application, String... arguments) {
        return start(
                application,
                Stream.concat(
                                Stream.of("--spring.cloud.stream.default.consumer.auto-startup=false"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The function of that name, as it is bound to a topic. */
    @SuppressWarnings("unchecked") // Every bean of that kind is made by BatchConsumers.
    Consumer<Message<List<byte[]>>> consumer(String function) {
        return context.getBean(function, Consumer.class);
    }

    Crashes crashes() {
        return crashes;
    }

    public MongoTemplate mongo() {
        return bean(MongoTemplate.class);
    }

    /** Removes every document of these collections; to be called at rest, since publishing puts back what it is at. */
    public void clear(String... collections) {
        for (String collection : collections) {
            mongo().getCollection(collection).deleteMany(new Document());
        }
    }

    /** Waits until nothing is owed to Kafka, and no background work has anything left to do. */
    public void comeToRest(BooleanSupplier finished) {
        // A sweeper that had read a document before it was settled makes it owe once more a moment later.
        await().pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(60))
                .untilAsserted(() -> {
                    assertThat(finished.getAsBoolean())
                            .as("background work is done")
                            .isTrue();
                    for (String collection : mongo().getCollectionNames()) {
                        assertThat(mongo().getCollection(collection)
                                        .countDocuments(new Document("unpublished", new Document("$exists", true))))
                                .as("documents of %s that owe something", collection)
                                .isZero();
                    }
                });
    }

    /** A collection's documents as text, in an order that does not depend on their ids, without the named fields. */
    public List<String> state(String collection, String... without) {
        List<String> state = new ArrayList<>();
        for (Document document : mongo().getCollection(collection).find()) {
            for (String field : without) {
                document.remove(field);
            }
            state.add(sorted(document).toJson());
        }
        state.sort(null);
        return state;
    }

    private static Document sorted(Document document) {
        Document sorted = new Document();
        document.keySet().stream().sorted().forEach(name -> {
            Object value = document.get(name);
            sorted.append(name, value instanceof Document inner ? sorted(inner) : value);
        });
        return sorted;
    }

    @Override
    public void close() {
        context.close();
    }
}
