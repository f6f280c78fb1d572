package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code docs/asyncapi.yaml} promises, with the schemas and examples in {@code docs/events}, for services to be held
 * to. A message is called by its {@code name} there, which for our own events is the wire type.
 */
public final class Contracts {

    private static final Path DOCS = Path.of("../docs");
    private static final String EXAMPLE = ".example.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    // Formats are only remarks in this dialect unless one asks for them to be checked.
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Contracts() {}

    /**
     * A message as some release documented it.
     *
     * @param message its name in {@code asyncapi.yaml}, for our own events the wire type
     */
    public record Example(String release, String message, String body) {
        @Override
        public String toString() {
            return release + " " + message;
        }
    }

    /** @return {@code docs/asyncapi.yaml}, its references unresolved */
    public static JsonNode asyncApi() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return JSON.valueToTree(new Yaml(strict).load(read("asyncapi.yaml")));
    }

    /** @return the documented example of a message */
    public static String example(String message) {
        return read("events/" + message + EXAMPLE);
    }

    /** @return the examples of every release, which must stay readable since topics keep what older releases wrote */
    public static List<Example> releasedExamples() {
        try (Stream<Path> files = Files.walk(DOCS.resolve("events/releases"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Contracts::released)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example released(Path file) {
        String name = file.getFileName().toString();
        return new Example(
                file.getParent().getFileName().toString(),
                name.substring(0, name.length() - EXAMPLE.length()),
                read(DOCS.relativize(file).toString()));
    }

    /** Fails, with everything that is wrong, unless the body is one that the message may have. */
    public static void assertFits(String message, String body) {
        JsonNode asyncApi = asyncApi();
        for (JsonNode candidate : asyncApi.at("/components/messages")) {
            if (candidate.path("name").asString().equals(message)) {
                assertBodyFits(candidate, body);
                return;
            }
        }
        throw new AssertionError("There is no message named %s in asyncapi.yaml".formatted(message));
    }

    /** Fails unless the event is documented for its topic, and its headers, key and body are as documented. */
    public static void assertFits(ConsumerRecord<String, String> event) {
        JsonNode asyncApi = asyncApi();
        ObjectNode headers = JSON.createObjectNode();
        event.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        String type = headers.path("ce_type").asString("");
        JsonNode message = message(asyncApi, event.topic(), type);
        assertThat(message)
                .as("a message %s on %s in asyncapi.yaml", type, event.topic())
                .isNotNull();
        for (JsonNode trait : message.path("traits")) {
            JsonNode schema = resolved(asyncApi, trait).path("headers");
            assertThat(schema(schema.toString()).validate(headers))
                    .as("headers of %s", type)
                    .isEmpty();
        }
        assertThat(headers.path("ce_subject").asString(""))
                .as("ce_subject of %s", type)
                .isEqualTo(event.key());
        assertBodyFits(message, event.value());
    }

    /** @return the names of the messages that a topic may have */
    static List<String> messagesOf(String topic) {
        JsonNode asyncApi = asyncApi();
        return asyncApi.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asString().equals(topic))
                .flatMap(channel -> channel.path("messages").valueStream())
                .map(reference -> resolved(asyncApi, reference).path("name").asString())
                .toList();
    }

    private static @Nullable JsonNode message(JsonNode asyncApi, String topic, String name) {
        for (JsonNode channel : asyncApi.path("channels")) {
            if (!channel.path("address").asString().equals(topic)) {
                continue;
            }
            for (JsonNode reference : channel.path("messages")) {
                JsonNode message = resolved(asyncApi, reference);
                if (message.path("name").asString().equals(name)) {
                    return message;
                }
            }
        }
        return null;
    }

    private static void assertBodyFits(JsonNode message, String body) {
        String file = message.path("payload").path("$ref").asString();
        assertThat(schema(read(file)).validate(JSON.readTree(body)))
                .as("%s by %s", body, file)
                .isEmpty();
    }

    private static JsonNode resolved(JsonNode asyncApi, JsonNode reference) {
        return asyncApi.at(JsonPointer.compile(reference.path("$ref").asString().substring(1)));
    }

    private static Schema schema(String text) {
        return SCHEMAS.getSchema(text);
    }

    private static String read(String file) {
        try {
            return Files.readString(DOCS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
