package io.micms.insight;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other services as the flow tests need them, and the customer that they know. */
final class PlayedNeighbours {

    static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlayedNeighbours() {}

    static void register(DynamicPropertyRegistry registry) {
        SERVER.start();
        for (String service : List.of("customer", "order", "campaign")) {
            registry.add("micms.neighbours." + service, SERVER::baseUrl);
        }
    }

    static void reset() {
        SERVER.resetAll();
        JsonNode catalogue = resource("/wording/catalogue.json");
        SERVER.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().withStatus(404).withBody("{}")));
        SERVER.stubFor(get(urlPathEqualTo("/api/segments/fields"))
                .willReturn(okJson("{\"fields\":" + catalogue.path("fields") + "}")));
        SERVER.stubFor(get(urlPathEqualTo("/api/segments"))
                .willReturn(okJson("{\"items\":[{\"id\":\"seg-vips\",\"name\":\"VIPs\",\"size\":7}]}")));
        SERVER.stubFor(get(urlPathMatching("/api/segments/[^/]+"))
                .atPriority(6)
                .willReturn(okJson("{\"id\":\"seg-vips\",\"name\":\"VIPs\",\"size\":7}")));
        SERVER.stubFor(get(urlPathEqualTo("/api/campaigns")).willReturn(okJson("{\"items\":[]}")));
        SERVER.stubFor(
                post(urlPathEqualTo("/api/segments/validate"))
                        .willReturn(
                                okJson(
                                        "{\"valid\":true,\"description\":\"City is one of them\",\"normalised\":\"x\",\"sameAs\":[{\"id\":\"s1\",\"name\":\"Same\"}]}")));
        SERVER.stubFor(
                post(urlPathEqualTo("/api/segments/validate"))
                        .atPriority(1)
                        .withRequestBody(containing("shoeSize"))
                        .willReturn(
                                aResponse()
                                        .withStatus(422)
                                        .withHeader("Content-Type", "application/problem+json")
                                        .withBody(
                                                "{\"status\":422,\"title\":\"Invalid input\",\"detail\":\"There is no field\",\"errors\":[{\"pointer\":\"/rule/rules/0/field\",\"detail\":\"There is no field \\\"shoeSize\\\".\"}]}")));
        SERVER.stubFor(post(urlPathEqualTo("/api/segments/preview")).willReturn(okJson("""
                        {"count":12,"exact":true,"low":12,"high":12,"of":40,"description":"d","conditions":[],
                         "sample":[{"customerId":"c1","firstName":"Asha","orders":{"count":2,"total":"10.00"}}]}
                        """)));
        SERVER.stubFor(post(urlPathEqualTo("/api/segments"))
                .willReturn(okJson("{\"id\":\"seg-new\",\"name\":\"Quiet in Pune\",\"size\":0}")
                        .withStatus(201)));
        SERVER.stubFor(get(urlPathEqualTo("/api/customers"))
                .willReturn(okJson("{\"items\":[{\"id\":\"c1\",\"firstName\":\"Asha\"}]}")));
        customer("Asha", "Likes red shoes. Call her on +91 98123 45678 or asha@example.com.");
    }

    /** An attribute that some customers have this value in. */
    static void plan(String value) {
        String fields =
                JSON.writeValueAsString(resource("/wording/catalogue.json").path("fields"));
        SERVER.stubFor(get(urlPathEqualTo("/api/segments/fields"))
                .willReturn(
                        okJson("{\"fields\":" + fields.replace("\"basic\"", JSON.writeValueAsString(value)) + "}")));
    }

    /** A customer with this name, of whom this was noted. */
    static void customer(String firstName, String note) {
        SERVER.stubFor(get(urlPathEqualTo("/api/customers/c1"))
                .willReturn(okJson(JSON.writeValueAsString(java.util.Map.of(
                        "id", "c1",
                        "externalId", "C-1001",
                        "firstName", firstName,
                        "lastName", "Rao",
                        "email", "asha@example.com",
                        "phone", "+919812345678",
                        "city", "Pune",
                        "tags", List.of("vip"),
                        "consent", java.util.Map.of("email", true),
                        "createdAt", "2025-01-01T00:00:00Z")))));
        SERVER.stubFor(get(urlPathEqualTo("/api/orders")).willReturn(okJson("""
                        {"items":[{"id":"o1","placedAt":"2026-01-05T10:00:00Z","status":"PAID","total":"1499.00","currency":"INR","items":[]}]}
                        """)));
        SERVER.stubFor(get(urlPathEqualTo("/api/communications"))
                .willReturn(okJson(JSON.writeValueAsString(java.util.Map.of(
                        "items",
                        List.of(java.util.Map.of(
                                "id", "n1",
                                "kind", "NOTE",
                                "body", note,
                                "at", "2026-01-06T10:00:00Z",
                                "tags", List.of())))))));
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = Objects.requireNonNull(PlayedNeighbours.class.getResourceAsStream(name))) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
