package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.Role;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** A POST that is repeated under its key makes one thing and gets one answer. */
@MiCmsTest
class IdempotencyTest {

    private final String key = UUID.randomUUID().toString();
    private final String id = UUID.randomUUID().toString();
    private final String admin = TestTokens.bearer(Role.ADMIN);

    @Autowired
    private MongoTemplate mongo;

    @LocalServerPort
    private int port;

    private ResponseEntity<String> post(String authorization, String body) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri("/notes")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(String.class);
    }

    private String note(String text) {
        return "{\"id\": \"%s\", \"text\": \"%s\", \"rank\": 1}".formatted(id, text);
    }

    @Test
    void theSecondGetsTheAnswerToTheFirst() {
        ResponseEntity<String> first = post(admin, note("once"));
        ResponseEntity<String> second = post(admin, note("once"));

        assertThat(first.getStatusCode().value()).isEqualTo(200);
        assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(second.getBody()).isEqualTo(first.getBody()).contains("once");
        assertThat(second.getHeaders().getContentType())
                .isEqualTo(first.getHeaders().getContentType());
        assertThat(first.getHeaders().containsHeader("Idempotency-Replayed")).isFalse();
        assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyIsNotForTwoRequests() {
        post(admin, note("once"));

        ResponseEntity<String> other = post(admin, note("another"));

        assertThat(other.getStatusCode().value()).isEqualTo(422);
        assertThat(other.getBody()).contains("another request");
    }

    @Test
    void aKeyBelongsToItsCaller() {
        post(admin, note("once"));

        // Somebody else's same key is another key: they are refused for what they are, and see nothing of the first.
        assertThat(post(TestTokens.client("customers:read"), note("once"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void whatWasRefusedMayBeMendedUnderItsKey() {
        assertThat(post(admin, "{\"id\":").getStatusCode().value()).isEqualTo(400);

        assertThat(post(admin, note("mended")).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> callers.submit(
                            () -> post(admin, note("once")).getStatusCode().value()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        // A second creation of the same note would have been refused as stale.
        assertThat(post(admin, note("once")).getHeaders().getFirst("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void whoeverDiedHalfWayIsTakenOverFrom() {
        post(admin, note("once"));
        mongo.getCollection("note").deleteOne(new Document("_id", id));
        leaveAsTheDeadDo(Instant.now().plusSeconds(30));
        assertThat(post(admin, note("once")).getStatusCode().value()).isEqualTo(409);

        leaveAsTheDeadDo(Instant.now().minusSeconds(1));
        ResponseEntity<String> second = post(admin, note("once"));

        assertThat(second.getStatusCode().value()).isEqualTo(200);
        assertThat(second.getHeaders().containsHeader("Idempotency-Replayed")).isFalse();
    }

    private void leaveAsTheDeadDo(Instant claimedUntil) {
        mongo.getCollection("idempotencyKeys")
                .updateMany(
                        new Document(),
                        new Document("$set", new Document("claimedUntil", Date.from(claimedUntil)))
                                .append("$unset", new Document("answer", "")));
    }

    @Test
    void anExpiredKeyIsANewOne() {
        post(admin, note("once"));
        mongo.getCollection("idempotencyKeys")
                .updateMany(
                        new Document(),
                        new Document(
                                "$set",
                                new Document(
                                        "expiresAt", Date.from(Instant.now().minusSeconds(1)))));

        // Carried out again, so the note is there already.
        assertThat(post(admin, note("once")).getStatusCode().value()).isEqualTo(412);
    }
}
