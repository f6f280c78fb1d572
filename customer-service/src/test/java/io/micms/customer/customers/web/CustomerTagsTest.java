package io.micms.customer.customers.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Tags of many customers at once. */
@MiCmsTest
class CustomerTagsTest {

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(port, TestTokens.bearer(Role.MARKETER));
    }

    private String customer(String name, String fields) {
        return api.post(
                        "/api/customers",
                        "{'externalId': '%s-%s'%s}".formatted(id, name, fields).replace('\'', '"'))
                .getBody()
                .path("id")
                .asString();
    }

    private List<String> tags(String customerId) {
        return api.get("/api/customers/" + customerId)
                .getBody()
                .path("tags")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private ResponseEntity<JsonNode> tag(String json) {
        return api.post("/api/customers/tags", json.replace('\'', '"'));
    }

    @Test
    void eachCustomerKeepsTheirOtherTagsAndTheRestIsNamed() {
        // Ahead of this clock, and yet an edit by a person wins.
        String one = customer(
                "1",
                ", 'tags': ['a', 'old'], 'updatedAt': '%s'"
                        .formatted(Instant.now().plusSeconds(3600)));
        String two = customer("2", ", 'tags': ['new', 'b']");
        String full = customer(
                "3",
                ", 'tags': [%s]"
                        .formatted(IntStream.range(0, 100)
                                .mapToObj("'t%d'"::formatted)
                                .collect(Collectors.joining(","))));

        JsonNode answer = tag("{'customerIds': ['%s', '%s', '%s', '%s', 'nobody'], 'add': [' new '], 'remove': ['old']}"
                        .formatted(one, two, full, two))
                .getBody();

        assertThat(tags(one)).containsExactly("a", "new");
        assertThat(tags(two)).containsExactly("new", "b");
        assertThat(tags(full)).hasSize(100).doesNotContain("new");
        assertThat(answer.path("changed").asInt()).isEqualTo(1);
        assertThat(answer.path("unchanged").asInt()).isEqualTo(1);
        assertThat(answer.path("unknown").toString()).isEqualTo("[\"nobody\"]");
        assertThat(answer.path("refused").toString()).isEqualTo("[\"%s\"]".formatted(full));
    }

    @Test
    void whoTagsAtOnceLosesNobodysTag() throws InterruptedException {
        List<String> ids =
                IntStream.range(0, 20).mapToObj(i -> customer("c" + i, "")).toList();
        String all = ids.stream().map("'%s'"::formatted).collect(Collectors.joining(","));
        List<Thread> taggers = new ArrayList<>();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        for (int tagger = 0; tagger < 3; tagger++) {
            String tag = "t" + tagger;
            taggers.add(Thread.ofVirtual()
                    .start(() -> statuses.add(tag("{'customerIds': [%s], 'add': ['%s']}".formatted(all, tag))
                            .getStatusCode()
                            .value())));
        }
        for (Thread tagger : taggers) {
            tagger.join();
        }

        assertThat(statuses).containsExactly(200, 200, 200);
        assertThat(ids).allSatisfy(customer -> assertThat(tags(customer)).containsExactlyInAnyOrder("t0", "t1", "t2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'add': ['a']}                                            | /customerIds
                    {'customerIds': [], 'add': ['a']}                         | /customerIds
                    {'customerIds': 'x', 'add': ['a']}                        | /customerIds
                    {'customerIds': ['x']}                                    | /add
                    {'customerIds': ['x'], 'add': [' ']}                      | /add
                    {'customerIds': ['x'], 'add': ['a'], 'remove': ['a']}     | /remove
                    """)
    void whatMakesNoSenseIsRefusedWhereItStands(String json, String pointer) {
        var answer = tag(json);
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void moreThanAThousandAreTooMany() {
        String ids = IntStream.range(0, 1_001).mapToObj("'%d'"::formatted).collect(Collectors.joining(","));
        var answer = tag("{'customerIds': [%s], 'add': ['a']}".formatted(ids));
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().at("/errors/0/pointer").asString()).isEqualTo("/customerIds");
    }
}
