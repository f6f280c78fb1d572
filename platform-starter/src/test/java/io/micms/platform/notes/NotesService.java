package io.micms.platform.notes;

import io.micms.platform.publishing.PublishedDocuments;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance of the service whose broker and database are named by the test. */
record NotesService(ConfigurableApplicationContext context) implements AutoCloseable {

    static NotesService start(String... arguments) {
        Stream<String> defaults = Stream.of(
                "--server.port=0", "--micms.publishing.partitions=3", "--spring.mongodb.database=" + newDatabase());
        return new NotesService(new SpringApplicationBuilder(NotesApplication.class)
                .run(Stream.concat(defaults, Stream.of(arguments)).toArray(String[]::new)));
    }

    static String newDatabase() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    @SuppressWarnings("unchecked") // The only collection of the service.
    PublishedDocuments<Note> notes() {
        return context.getBean(PublishedDocuments.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
