package io.micms.customer.customers.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A table from another system, from its upload to the customers that it made. */
@MiCmsTest
class CustomerImportTest {

    private final String marketer = TestTokens.bearer(Role.MARKETER);
    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private MongoTemplate mongo;

    @LocalServerPort
    private int port;

    private ResponseEntity<JsonNode> call(HttpMethod method, String path, MediaType type, byte[] body) {
        return RestClient.create("http://localhost:" + port)
                .method(method)
                .uri("/api/customers/import" + path)
                .header("Authorization", marketer)
                .contentType(type)
                .body(body)
                .retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(JsonNode.class);
    }

    private JsonNode upload(String table) {
        ResponseEntity<JsonNode> uploaded = call(
                HttpMethod.POST,
                "?fileName=customers.csv",
                MediaType.parseMediaType("text/csv"),
                table.getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.getStatusCode().value()).isEqualTo(201);
        assertThat(uploaded.getHeaders().getLocation())
                .hasPath(
                        "/api/customers/import/" + uploaded.getBody().path("id").asString());
        return uploaded.getBody();
    }

    private ResponseEntity<JsonNode> post(JsonNode job, String path) {
        return call(HttpMethod.POST, "/" + job.path("id").asString() + path, MediaType.APPLICATION_JSON, new byte[0]);
    }

    private JsonNode get(JsonNode job, String path) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri("/api/customers/import/" + job.path("id").asString() + path)
                .header("Authorization", marketer)
                .retrieve()
                .body(JsonNode.class);
    }

    private JsonNode ended(JsonNode job) {
        await().untilAsserted(
                        () -> assertThat(get(job, "").path("state").asString()).isEqualTo("DONE"));
        return get(job, "");
    }

    private Document customer(String externalId) {
        return mongo.getCollection("customers")
                .find(new Document("externalId", externalId))
                .first();
    }

    @Test
    void aTableIsGuessedTriedAndTakenInAndItsBadRowsGivenBack() {
        JsonNode job = upload("""
                \uFEFFCustomer ID;First Name;E-Mail;Phone;Shoe size;Tags;Newsletter
                %1$s-1;"Asha ""A"" Rao";%1$s-1@example.com;98123 45678;38;vip|new;yes
                %1$s-2;Bo;nobody;;40;;no

                %1$s-3;"Two
                lines";;;;;
                %1$s-4;stray " quote;;;;;;too many
                """.formatted(id));
        assertThat(job.path("delimiter").asString()).isEqualTo(";");
        assertThat(job.path("mapping").toString())
                .isEqualTo("[\"externalId\",\"firstName\",\"email\",\"phone\",\"\",\"tags\",\"consent.email\"]");
        assertThat(job.path("sample").get(0).get(1).asString()).isEqualTo("Asha \"A\" Rao");

        ResponseEntity<JsonNode> mapped = call(
                HttpMethod.PUT,
                "/" + job.path("id").asString() + "/mapping",
                MediaType.APPLICATION_JSON,
                "{\"mapping\": [\"externalId\",\"firstName\",\"email\",\"phone\",\"attributes.shoeSize\",\"tags\",\"consent.email\"]}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(mapped.getStatusCode().value()).isEqualTo(200);
        JsonNode trial = get(job, "/check");
        assertThat(trial.path("rows").asInt()).isEqualTo(4);
        assertThat(trial.path("refused").asInt()).isEqualTo(3);
        assertThat(trial.path("faults").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(trial.path("faults").get(0).at("/faults/0/pointer").asString())
                .isEqualTo("/email");
        assertThat(customer(id + "-1")).isNull();

        assertThat(post(job, "/start").getStatusCode().value()).isEqualTo(200);
        JsonNode ended = ended(job);

        assertThat(ended.path("rows").asInt()).isEqualTo(4);
        assertThat(ended.path("rejected").asInt()).isEqualTo(3);
        assertThat(ended.path("percent").asInt()).isEqualTo(100);
        Document asha = customer(id + "-1");
        assertThat(asha)
                .containsEntry("firstName", "Asha \"A\" Rao")
                .containsEntry("phone", "+919812345678")
                .containsEntry("attributes", new Document("shoeSize", 38L));
        String rejected = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/api/customers/import/" + job.path("id").asString() + "/rejected")
                .header("Authorization", marketer)
                .retrieve()
                .body(String.class);
        assertThat(rejected)
                .contains("Newsletter,line,reasons")
                .contains(id + "-2,Bo,nobody,,40,,no,3,email: This is not an e-mail address.")
                .contains("The row has 8 cells under 7 columns.");
        assertThat(post(job, "/start").getStatusCode().value()).isEqualTo(409);
        assertThat(mongo.getCollection("fs.files").countDocuments(new Document("filename", "customers.csv")))
                .isZero();
    }

    @Test
    void whoeverTakesOverFromTheDeadGoesOnWhereTheyWere() {
        String rows = IntStream.rangeClosed(1, 1_200)
                .mapToObj(i -> i == 1_100 ? id + "-" + i + ",nobody" : id + "-" + i + "," + id + i + "@example.com")
                .collect(Collectors.joining("\n"));
        JsonNode job = upload("externalId,email\n" + rows);
        // As somebody left it who died after noting the first chunk.
        mongo.getCollection("imports")
                .updateOne(
                        new Document("_id", job.path("id").asString()),
                        new Document(
                                "$set",
                                new Document("state", "RUNNING")
                                        .append("rows", 500L)
                                        .append(
                                                "leaseUntil",
                                                Date.from(Instant.now().minusSeconds(1)))));

        JsonNode ended = ended(job);

        assertThat(ended.path("rows").asInt()).isEqualTo(1_200);
        assertThat(ended.path("rejected").asInt()).isEqualTo(1);
        assertThat(customer(id + "-500")).isNull();
        assertThat(customer(id + "-501")).isNotNull();
        assertThat(customer(id + "-1200")).isNotNull();
        try (KafkaProbe kafka = KafkaProbe.ofTests()) {
            await().untilAsserted(() -> assertThat(kafka.read(
                            "progress",
                            record -> record.key().equals(job.path("id").asString())))
                    .isNotEmpty()
                    .allSatisfy(Contracts::assertFits)
                    .last()
                    .satisfies(last -> assertThat(last.value()).contains("\"DONE\"", "\"percent\":100")));
        }
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (String nothing : new String[] {"", "\n\n", ",,\n1,2,3"}) {
            assertThat(call(
                                    HttpMethod.POST,
                                    "",
                                    MediaType.parseMediaType("text/csv"),
                                    nothing.getBytes(StandardCharsets.UTF_8))
                            .getStatusCode()
                            .value())
                    .isEqualTo(422);
        }
        JsonNode job = upload("a,b\n1,2");
        assertThat(post(job, "/start").getStatusCode().value()).isEqualTo(422);
        assertThat(post(job, "/cancel").getBody().path("state").asString()).isEqualTo("CANCELLED");
    }
}
