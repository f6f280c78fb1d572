package io.micms.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.security.Role;
import io.micms.platform.testing.Api;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micms.platform.testing.ToldActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From what the services tell to what an administrator reads. */
@MiCmsTest
@TestPropertySource(properties = "micms.auth.people.admin-email=ada@example.com")
class AuditLogTest {

    private static final Map<String, String> EVENT =
            Map.of("ce_type", "action.performed.v1", "content-type", "application/json");

    private static KafkaProbe kafka;

    /** An actor of this test alone, so that tests do not meet in each other's lists. */
    private final String actor = "actor-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
    }

    @Test
    void whatTheServicesTellIsReadNewestFirst() {
        String first = tell("10:00:00", "campaign-service", "POST /api/campaigns/{id}/launch", "{'id':'c-1'}", "");
        String second = tell("10:00:01", "order-service", "DELETE /api/orders/{id}", "{'id':'o-1'}", "");
        String third =
                tell("10:00:01", "customer-service", "POST /api/customers", "{}", ",'created':'/api/customers/k-1'");

        awaitListed(3);
        // Two of one instant go by their ids.
        List<String> sameInstant = second.compareTo(third) > 0 ? List.of(second, third) : List.of(third, second);
        assertThat(ids("actor=" + actor)).containsExactly(sameInstant.get(0), sameInstant.get(1), first);
        assertThat(ids("actor=" + actor + "&sort=at")).containsExactly(first, sameInstant.get(1), sameInstant.get(0));
        JsonNode oldest = page("actor=" + actor + "&sort=at").path("items").get(0);
        assertThat(oldest.path("action").asString()).isEqualTo("POST /api/campaigns/{id}/launch");
        assertThat(oldest.at("/actor/name").asString()).isEqualTo("Ada Lovelace");
        assertThat(oldest.at("/on/id").asString()).isEqualTo("c-1");
        assertThat(oldest.path("outcome").asString()).isEqualTo("DONE");
    }

    @Test
    void itIsNarrowedByWhoWhatWhereAndWhen() {
        String subject = "c-" + UUID.randomUUID();
        String launched =
                tell("10:00:00", "campaign-service", "POST /api/campaigns/{id}/launch", "{'id':'" + subject + "'}", "");
        String created = tell(
                "09:00:00",
                "campaign-service",
                "POST /api/campaigns",
                "{}",
                ",'created':'/api/campaigns/" + subject + "'");
        String other = tell("08:00:00", "order-service", "DELETE /api/orders/{id}", "{'id':'o-1'}", "");

        awaitListed(3);
        assertThat(ids("subject=" + subject)).containsExactly(launched, created);
        String ours = "actor=" + actor;
        assertThat(ids(ours + "&service=order-service")).containsExactly(other);
        assertThat(ids(ours + "&from=2026-11-01T09:00:00Z")).containsExactly(launched, created);
        assertThat(ids(ours + "&to=2026-11-01T09:00:00Z")).containsExactly(other);
        assertThat(ids(ours + "&from=2026-11-01&to=2026-11-01")).hasSize(3);
        assertThat(ids(ours + "&from=2026-11-02")).isEmpty();
        assertThat(ids("actor=nobody")).isEmpty();
        ResponseEntity<JsonNode> unreadable = as(Role.ADMIN).get("/api/audit?from=yesterday");
        assertThat(unreadable.getStatusCode().value()).isEqualTo(400);
        assertThat(unreadable.getBody().toString()).contains("from");
    }

    @Test
    void whatComesAgainIsListedOnceAsItIsKnownLast() {
        String id = UUID.randomUUID().toString();
        tell(id, 2, "UNCERTAIN");
        tell(id, 3, "DONE");
        tell(id, 2, "UNCERTAIN");
        String last = tell("11:00:00", "order-service", "DELETE /api/orders/{id}", "{'id':'o-1'}", "");

        await().untilAsserted(() -> assertThat(ids("actor=" + actor)).contains(last));
        JsonNode items = page("actor=" + actor).path("items");
        assertThat(items).hasSize(2);
        assertThat(items.get(1).path("outcome").asString()).isEqualTo("DONE");
    }

    @Test
    void whatCannotBeReadGoesAsideWithItsReasons() {
        kafka.send("audit", actor, "{\"id\":\"" + actor + "\",\"version\":2}", EVENT);
        String after = tell("11:00:00", "order-service", "DELETE /api/orders/{id}", "{'id':'o-1'}", "");

        await().untilAsserted(() -> assertThat(ids("actor=" + actor)).containsExactly(after));
        await().untilAsserted(() -> assertThat(
                        kafka.read("audit.dlq", record -> record.value().contains(actor)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.headers().toString()).isNotEmpty()));
    }

    @Test
    void theServicesOwnExampleIsTaken() {
        String id = UUID.randomUUID().toString();
        JsonNode example = JsonMapper.shared().readTree(Contracts.example("action.performed.v1"));
        kafka.send("audit", actor, example.toString().replace(example.path("id").asString(), id), EVENT);

        await().untilAsserted(() ->
                assertThat(ids("actor=" + example.at("/actor/id").asString())).contains(id));
    }

    @Test
    void whatIsDoneToUsersIsToldAndIsForAdministratorsAlone() {
        String email = "grace-" + UUID.randomUUID() + "@example.com";
        JsonNode invited = as(Role.ADMIN)
                .post("/api/users", "{'email':'" + email + "','roles':['MARKETER','ANALYST']}")
                .getBody();
        String id = invited.path("id").asString();
        as(Role.ADMIN).call(HttpMethod.PATCH, "/api/users/" + id, "{'active':false}");
        assertThat(as(Role.ADMIN)
                        .call(HttpMethod.PATCH, "/api/users/" + id, "{'roles':[]}")
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();

        ToldActions.await(id, "POST /api/users", "PATCH /api/users/{id}");
        await().untilAsserted(() -> assertThat(ids("subject=" + id)).hasSize(2));
        JsonNode items = page("subject=" + id).path("items");
        assertThat(items.get(0).at("/details/active").asString()).isEqualTo("false");
        assertThat(items.get(1).at("/details/roles").asString()).isEqualTo("ANALYST, MARKETER");
        assertThat(items.get(1).at("/details/email").asString()).isEqualTo(email);

        assertThat(as(Role.MANAGER).get("/api/audit?subject=" + id).getBody().path("items"))
                .isEmpty();
        assertThat(as(Role.MANAGER)
                        .get("/api/audit?service=auth-service")
                        .getBody()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void managersSeeWhatIsDoneElsewhere() {
        String id = tell("10:00:00", "campaign-service", "POST /api/campaigns/{id}/launch", "{'id':'c-1'}", "");

        awaitListed(1);
        assertThat(as(Role.MANAGER)
                        .get("/api/audit?actor=" + actor)
                        .getBody()
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(id);
    }

    private void awaitListed(int number) {
        await().untilAsserted(() -> assertThat(ids("actor=" + actor)).hasSize(number));
    }

    private String tell(String time, String service, String action, String on, String more) {
        String id = UUID.randomUUID().toString();
        kafka.send("audit", actor, event(id, 2, time, service, action, on, more + ",'outcome':'DONE'"), EVENT);
        return id;
    }

    private void tell(String id, int version, String outcome) {
        kafka.send(
                "audit",
                actor,
                event(
                        id,
                        version,
                        "10:00:00",
                        "campaign-service",
                        "POST /api/campaigns/{id}/launch",
                        "{'id':'c-1'}",
                        ",'outcome':'" + outcome + "'"),
                EVENT);
    }

    private String event(String id, int version, String time, String service, String action, String on, String more) {
        return """
                {'id':'%s','version':%d,'at':'2026-11-01T%sZ','actor':{'id':'%s','name':'Ada Lovelace','kind':'PERSON'},
                 'service':'%s','action':'%s','on':%s%s}""".formatted(id, version, time, actor, service, action, on, more)
                .replace('\'', '"');
    }

    private Api as(Role role) {
        return new Api(port, TestTokens.bearer(role));
    }

    private JsonNode page(String query) {
        return as(Role.ADMIN).get("/api/audit?" + query).getBody();
    }

    /** Of all pages, which are small ones. */
    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(query + "&limit=2" + cursor);
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }
}
