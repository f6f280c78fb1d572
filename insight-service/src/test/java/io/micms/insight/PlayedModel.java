package io.micms.insight;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A language model's HTTP API that says what a test has it say, one answer after the other. */
final class PlayedModel {

    static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private static final String PATH = "/v1/chat/completions";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlayedModel() {}

    static String baseUrl() {
        SERVER.start();
        return SERVER.baseUrl() + "/v1";
    }

    static void says(String... answers) {
        answers(java.util.Arrays.stream(answers)
                .map(answer -> completion(answer, "stop"))
                .toArray(ResponseDefinitionBuilder[]::new));
    }

    /** The last one is repeated. */
    static void answers(ResponseDefinitionBuilder... answers) {
        SERVER.resetAll();
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            SERVER.stubFor(post(urlEqualTo(PATH))
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willReturn(answers[i])
                    .willSetStateTo(last ? (i == 0 ? STARTED : "after " + i) : "after " + (i + 1)));
        }
    }

    static ResponseDefinitionBuilder completion(String answer, String finishReason) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(JSON.writeValueAsString(Map.of(
                        "id",
                        "chatcmpl-1",
                        "object",
                        "chat.completion",
                        "created",
                        1_790_000_000,
                        "model",
                        "gpt-test",
                        "choices",
                        List.of(Map.of(
                                "index",
                                0,
                                "message",
                                Map.of("role", "assistant", "content", answer),
                                "finish_reason",
                                finishReason)),
                        "usage",
                        Map.of("prompt_tokens", 1000, "completion_tokens", 100, "total_tokens", 1100))));
    }

    static int asked() {
        return requests().size();
    }

    static List<JsonNode> requests() {
        return SERVER.findAll(postRequestedFor(urlEqualTo(PATH))).stream()
                .map(request -> JSON.readTree(request.getBodyAsString()))
                .toList();
    }
}
