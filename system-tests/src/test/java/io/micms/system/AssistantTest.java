package io.micms.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.launcher.Platform;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An assistant at the gateway: the Model Context Protocol, with the tokens and roles of everybody else. */
class AssistantTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROTOCOL = "2025-06-18";

    private static Platform platform;
    private static SignedIn ada;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.get();
        ada = SignedIn.as(platform.gateway(), "ada@example.com");
        http = HttpClient.newHttpClient();
    }

    private static HttpResponse<String> send(URI uri, String type, String body, @Nullable String authorization)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("content-type", type)
                .header("accept", "application/json, text/event-stream")
                .header("mcp-protocol-version", PROTOCOL)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> mcp(String method, Object parameters, @Nullable String authorization)
            throws Exception {
        return send(platform.gateway().resolve("/mcp"), "application/json", message(method, parameters), authorization);
    }

    private static String message(String method, Object parameters) {
        return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters));
    }

    /** What the server says, be it as JSON or as the only event of a stream. */
    private static JsonNode result(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String body = response.body().startsWith("{")
                ? response.body()
                : response.body()
                        .lines()
                        .filter(line -> line.startsWith("data:"))
                        .map(line -> line.substring("data:".length()))
                        .findFirst()
                        .orElseThrow();
        return JSON.readTree(body).path("result");
    }

    private static Object call(String tool, Map<String, String> arguments) {
        return Map.of("name", tool, "arguments", arguments);
    }

    /** The token of an API client that may do this, from the gateway as other systems get theirs. */
    private static String token(String scope) throws Exception {
        JsonNode client = ada.post("/api/clients", "{\"name\":\"Assistant\",\"scopes\":[\"%s\"]}".formatted(scope));
        String credentials = client.path("clientId").asString() + ":"
                + client.path("clientSecret").asString();
        HttpResponse<String> granted = send(
                platform.gateway().resolve("/oauth2/token"),
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, UTF_8),
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        return "Bearer " + JSON.readTree(granted.body()).path("access_token").asString();
    }

    @Test
    void whoBringsATokenReachesTheToolsThroughTheGateway() throws Exception {
        String token = token("insights:read");

        JsonNode greeting = result(mcp(
                "initialize",
                Map.of(
                        "protocolVersion",
                        PROTOCOL,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "a test", "version", "1")),
                token));
        assertThat(greeting.path("serverInfo").path("name").asString()).isNotBlank();
        assertThat(result(mcp("tools/list", Map.of(), token))
                        .path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").asString()))
                .contains("dashboard", "ask", "draft_segment", "draft_campaign");

        JsonNode asked =
                result(mcp("tools/call", call("ask", Map.of("question", "How many orders last month?")), token));
        assertThat(asked.path("isError").asBoolean()).as("%s", asked).isFalse();

        // Reading insights is not reading customers, and no client drafts anything.
        JsonNode searched = result(mcp("tools/call", call("search_customers", Map.of("words", "asha")), token));
        assertThat(searched.path("isError").asBoolean()).as("%s", searched).isTrue();
        JsonNode drafted = result(mcp(
                "tools/call",
                call("draft_segment", Map.of("name", "By a client", "description", "customers in Pune")),
                token));
        assertThat(drafted.path("isError").asBoolean()).as("%s", drafted).isTrue();
        assertThat(ada.get("/api/segments?search=By%20a%20client").path("items"))
                .isEmpty();
    }

    @Test
    void whoIsNobodyIsRefused() throws Exception {
        assertThat(mcp("tools/list", Map.of(), null).statusCode()).isEqualTo(401);
        assertThat(mcp("tools/list", Map.of(), "Bearer made-up").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsSignedInHasTheToolsOfTheirRole() {
        ada.post("/api/users", "{\"email\":\"alan@example.com\",\"roles\":[\"ANALYST\"]}");
        SignedIn analyst = SignedIn.as(platform.gateway(), "alan@example.com");

        JsonNode refused = calls(analyst, "draft_segment", "By an analyst");
        assertThat(refused.path("isError").asBoolean()).as("%s", refused).isTrue();
        JsonNode drafted = calls(ada, "draft_segment", "By an assistant");
        assertThat(drafted.path("isError").asBoolean()).as("%s", drafted).isFalse();

        assertThat(ada.get("/api/segments?search=By%20an")
                        .path("items")
                        .valueStream()
                        .map(segment -> segment.path("name").asString()))
                .containsExactly("By an assistant");
    }

    private static JsonNode calls(SignedIn person, String tool, String name) {
        return result(person.request(
                "POST",
                "/mcp",
                message("tools/call", call(tool, Map.of("name", name, "description", "customers in Pune")))));
    }
}
