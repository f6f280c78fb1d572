package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.springframework.web.client.RestClient;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's OpenAPI document as it stands in {@code docs/openapi}, from which clients are generated. A test with
 * {@code -Dmicms.docs.update=true} writes the file anew; {@code npm run generate:api} in the UI comes after.
 */
public final class OpenApiFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private OpenApiFile() {}

    /** Asserts that the service at {@code port} describes itself as its file does. */
    public static void assertCommitted(String service, int port) {
        JsonNode served = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/v3/api-docs")
                .retrieve()
                .body(JsonNode.class);
        assertThat(served).isNotNull();
        List<String> operations = served.findValues("operationId").stream()
                .map(JsonNode::asString)
                .toList();
        assertThat(operations).isNotEmpty().doesNotHaveDuplicates();

        CommittedFile.assertSays("openapi/" + service + ".json", text(served));
    }

    private static String text(JsonNode document) {
        // A release changes the version of the build and nothing of the API.
        ((ObjectNode) document.path("info")).put("version", "development");
        return JSON.writer().with(PRETTY).writeValueAsString(JSON.convertValue(document, Map.class)) + "\n";
    }
}
