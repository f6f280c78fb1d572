package io.micms.campaign;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.communications.Communication;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Feedback;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.profiles.Membership;
import io.micms.campaign.segments.Segment;
import io.micms.local.kafka.Topics;
import io.micms.platform.testing.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published contracts hold together, and say what the services' settings and types say. */
class ContractsTest {

    private static final Path EVENTS = Path.of("../docs/events");
    private static final String SCHEMA = ".schema.json";
    private static final String EXAMPLE = ".example.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode asyncApi = Contracts.asyncApi();

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(asyncApi)).isNotEmpty();
        assertThat(references(asyncApi).stream().filter(reference -> !leadsSomewhere(reference)))
                .isEmpty();
    }

    private boolean leadsSomewhere(String reference) {
        return reference.startsWith("#")
                ? !asyncApi.at(JsonPointer.compile(reference.substring(1))).isMissingNode()
                : Files.isRegularFile(EVENTS.resolveSibling(reference));
    }

    @Test
    void everySchemaBelongsToAMessage() throws IOException {
        Set<String> used = references(asyncApi).stream()
                .filter(reference -> !reference.startsWith("#"))
                .collect(toSet());
        assertThat(files(SCHEMA).map(file -> "events/" + file)).isNotEmpty().allMatch(used::contains);
    }

    static Stream<String> schemas() throws IOException {
        return files(SCHEMA);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemasAreValidThemselves(String file) throws IOException {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(metaSchema.validate(JSON.readTree(Files.readString(EVENTS.resolve(file)))))
                .isEmpty();
    }

    static Stream<String> examples() throws IOException {
        return files(EXAMPLE);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesFitTheirSchemas(String file) {
        String message = file.substring(0, file.length() - EXAMPLE.length());
        Contracts.assertFits(message, Contracts.example(message));
    }

    @Test
    void everyMessageHasAnExample() throws IOException {
        Set<String> examples = files(EXAMPLE).collect(toSet());
        assertThat(asyncApi.at("/components/messages")
                        .valueStream()
                        .filter(message ->
                                message.at("/payload/$ref").asString("").startsWith("events/"))
                        .map(message -> message.path("name").asString() + EXAMPLE))
                .isNotEmpty()
                .allMatch(examples::contains);
    }

    static Stream<Contracts.Example> releasedExamples() {
        return Contracts.releasedExamples().stream();
    }

    @ParameterizedTest
    @MethodSource("releasedExamples")
    void whatWasReleasedFitsTheSchemasOfToday(Contracts.Example released) {
        Contracts.assertFits(released.message(), released.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-service", "order-service", "campaign-service", "insight-service", "auth-service"})
    void aServiceSendsAndReceivesWhatItsSettingsSay(String service) throws IOException {
        JsonNode settings = JSON.valueToTree(
                new Yaml().load(Files.readString(Path.of("..", service, "src/main/resources/application.yml"))));
        JsonNode cloud = settings.at("/spring/cloud");
        JsonNode bindings = cloud.has("stream.bindings") ? cloud.path("stream.bindings") : cloud.at("/stream/bindings");
        Set<String> received = bindings.valueStream().map(JsonNode::asString).collect(toSet());
        Set<String> sent = settings.at("/micms/topics")
                .valueStream()
                .map(JsonNode::asString)
                .collect(toSet());
        // What cannot be taken from dead letters stays there.
        received.stream().filter(topic -> !topic.endsWith(".dlq")).forEach(topic -> sent.add(topic + ".dlq"));

        assertThat(channels(service, "receive")).isNotEmpty().isEqualTo(received);
        assertThat(channels(service, "send")).isNotEmpty().isEqualTo(sent);
    }

    @Test
    void topicsAreKeptAsTheLayoutSays() {
        Map<String, NewTopic> layout =
                Topics.layout(Topics.DEFAULT_PARTITIONS).stream().collect(toMap(NewTopic::name, topic -> topic));
        assertThat(asyncApi.path("channels").valueStream()).isNotEmpty().allSatisfy(channel -> {
            NewTopic topic = layout.get(channel.path("address").asString());
            assertThat(topic).as(channel.path("address").asString()).isNotNull();
            JsonNode kafka = asyncApi.at(JsonPointer.compile(
                            channel.path("bindings").path("$ref").asString().substring(1)))
                    .path("kafka");
            assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.numPartitions());
            assertThat(kafka.path("topicConfiguration").properties().stream()
                            .collect(toMap(
                                    Map.Entry::getKey,
                                    entry -> entry.getValue().isArray()
                                            ? entry.getValue().get(0).asString()
                                            : entry.getValue().asString())))
                    .as(topic.name())
                    .isEqualTo(topic.configs());
        });
    }

    @Test
    void statesAreThoseOfTheCode() throws IOException {
        Set<Message.State> told = Arrays.stream(Message.State.values())
                .filter(state -> state != Message.State.SENDING)
                .collect(toSet());
        assertThat(values("message.v1", "state")).isEqualTo(names(told.stream()));
        assertThat(asyncApi.at("/channels/messages/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(told.stream(), Arrays.stream(Feedback.Kind.values()))
                        .map(what -> "message."
                                + what.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v1")
                        .distinct()
                        .toList());
        assertThat(values("message.v1", "reason")).isEqualTo(names(Message.Reason.values()));
        assertThat(values("message.v1", "bounce")).isEqualTo(names(Feedback.Bounce.values()));
        assertThat(values("message.v1", "channel")).isEqualTo(names(Channel.values()));
        assertThat(values("segment.changed.v1", "state")).isEqualTo(names(Segment.State.values()));
        assertThat(values("campaign.changed.v1", "state")).isEqualTo(names(Campaign.State.values()));
        assertThat(values("campaign.changed.v1", "mode")).isEqualTo(names(Campaign.Mode.values()));
        assertThat(values("campaign.changed.v1", "channel")).isEqualTo(names(Channel.values()));
        assertThat(values("audience.joined.v1", "reason")).isEqualTo(names(Membership.Reason.values()));
        assertThat(values("audience.left.v1", "reason")).isEqualTo(names(Membership.Reason.values()));
        assertThat(values("communication.recorded.v1", "kind")).isEqualTo(names(Communication.Kind.values()));
    }

    private static Set<String> names(Enum<?>... constants) {
        return names(Arrays.stream(constants));
    }

    private static Set<String> names(Stream<? extends Enum<?>> constants) {
        return constants.map(Enum::name).collect(toSet());
    }

    private static Set<String> values(String schema, String property) throws IOException {
        return JSON.readTree(Files.readString(EVENTS.resolve(schema + SCHEMA)))
                .path("properties")
                .path(property)
                .path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(toSet());
    }

    private Set<String> channels(String service, String action) {
        return asyncApi.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asString().equals(action))
                .filter(operation ->
                        operation.path("tags").get(0).path("$ref").asString().endsWith("/" + service))
                .map(operation -> operation.path("channel").path("$ref").asString())
                .map(reference -> asyncApi.at(JsonPointer.compile(reference.substring(1)))
                        .path("address")
                        .asString())
                .collect(toSet());
    }

    private static List<String> references(JsonNode node) {
        return node.findValues("$ref").stream().map(JsonNode::asString).toList();
    }

    private static Stream<String> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
