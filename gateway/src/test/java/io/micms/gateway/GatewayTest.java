package io.micms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.google.StandInGoogle;
import io.micms.local.mongo.EmbeddedMongo;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The gateway as a browser and as another system see it, with a provider and services that keep their contracts. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GatewayTest {

    private static final StandInGoogle GOOGLE =
            StandInGoogle.start(0, StandInGoogle.CLIENT_ID, StandInGoogle.CLIENT_SECRET);
    private static final StandInServices SERVICES = new StandInServices();
    private static final String NOBODY = "http://127.0.0.1:" + unusedPort();

    @LocalServerPort
    int port;

    @Autowired
    MongoTemplate mongo;

    private Browser browser;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", () -> {
            String given = System.getenv("MICMS_TEST_MONGODB_URI");
            return given != null ? given : EmbeddedMongo.start(0).uri();
        });
        registry.add("micms.google.issuer", GOOGLE::issuer);
        registry.add("micms.google.client-id", () -> StandInGoogle.CLIENT_ID);
        registry.add("micms.google.client-secret", () -> StandInGoogle.CLIENT_SECRET);
        registry.add("micms.services.auth", SERVICES::url);
        registry.add("micms.services.customer", SERVICES::url);
        registry.add("micms.services.campaign", SERVICES::url);
        registry.add("micms.services.insight", SERVICES::url);
        registry.add("micms.services.order", () -> NOBODY);
        // Nothing but streams needs Kafka.
        registry.add("spring.kafka.bootstrap-servers", () -> NOBODY.substring("http://".length()));
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        GOOGLE.close();
        SERVICES.close();
    }

    @BeforeEach
    void start() {
        SERVICES.reset();
        browser = new Browser(port);
    }

    @Test
    void signsInAndReturnsToThePageAskedFor() {
        Browser.Answer landed = browser.signIn("/login?returnTo=/customers%3Fcity%3DPune", "ada@example.com");

        assertThat(landed.status()).isEqualTo(302);
        assertThat(landed.location()).isEqualTo("/customers?city=Pune");
        assertThat(landed.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("MICMS_SESSION=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain"));
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void theNonceThatWentToGoogleGoesToAuthService() {
        Browser.Answer toGoogle = browser.get(browser.get("/login").location());
        assertThat(toGoogle.location()).contains("nonce=", "code_challenge=", "code_challenge_method=S256");

        browser = new Browser(port);
        browser.signIn("/login", "ada@example.com");
        assertThat(SERVICES.exchanges).singleElement().satisfies(form -> {
            assertThat(form.get("nonce")).isNotBlank();
            assertThat(form.get("subject_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:id_token");
        });
    }

    @Test
    void neverRedirectsElsewhere() {
        assertThat(browser.signIn("/login?returnTo=//evil.example/x", "ada@example.com")
                        .location())
                .isEqualTo("/");
        assertThat(browser.get("/login?returnTo=https://evil.example").location())
                .isEqualTo("/");
    }

    @Test
    void theUninvitedReadWhy() {
        Browser.Answer landed = browser.signIn("/login", "eve@example.com");

        assertThat(landed.location()).isEqualTo("/?error=not-invited");
        Browser.Answer page = browser.get(landed.location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("not been invited").contains("/login?chooseAccount=true");
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void nobodySignsInWhileAuthServiceIsAway() {
        SERVICES.away = true;

        assertThat(browser.signIn("/login", "ada@example.com").location()).isEqualTo("/?error=auth-away");
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aCallbackThatNobodyAskedForSignsNobodyIn() {
        Browser.Answer answer = browser.get("/login/oauth2/code/google?code=stolen&state=guessed");

        assertThat(answer.location()).isEqualTo("/?error=failed");
        assertThat(SERVICES.exchanges).isEmpty();
    }

    @Test
    void theSessionIdChangesAtTheLogin() {
        browser.get(browser.get("/login").location());
        String before = browser.cookie("MICMS_SESSION");
        browser.signIn("/login", "ada@example.com");
        assertThat(before).isNotNull();
        assertThat(browser.cookie("MICMS_SESSION")).isNotNull().isNotEqualTo(before);

        Browser attacker = new Browser(port);
        attacker.plant("MICMS_SESSION", before);
        assertThat(attacker.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void signedOutEveryApiAnswers401AsAProblem() {
        for (String path : List.of("/api/me", "/api/customers", "/api/nothing/here")) {
            Browser.Answer answer = browser.get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().path("instance").asString()).isEqualTo(path);
        }
        assertThat(browser.send("POST", "/api/customers", "{}").status()).isEqualTo(401);
        browser.plant("MICMS_SESSION", "bm9ib2R5");
        assertThat(browser.send("DELETE", "/api/customers/1", null).status()).isEqualTo(401);
    }

    @Test
    void changesNeedTheTokenFromTheCookie() {
        browser.signIn("/login", "ada@example.com");
        browser.get("/api/me");

        Browser.Answer forged = browser.send("POST", "/api/customers", "{}");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.header("Content-Type")).startsWith("application/problem+json");
        assertThat(browser.send("POST", "/api/customers", "{}", "X-XSRF-TOKEN", "guessed")
                        .status())
                .isEqualTo(403);

        Browser.Answer genuine = browser.post("/api/customers?x=a%20b", "{\"firstName\":\"Ashâ\"}");
        assertThat(genuine.status()).isEqualTo(200);
        assertThat(genuine.json().path("body").asString()).isEqualTo("{\"firstName\":\"Ashâ\"}");
        assertThat(genuine.json().path("uri").asString()).isEqualTo("/api/customers?x=a%20b");
        assertThat(genuine.header("ETag")).isEqualTo("\"7\"");
    }

    @Test
    void servicesSeeTheTokenAndNothingTheCallerMadeUp() {
        browser.signIn("/login", "ada@example.com");

        JsonNode headers = browser.get(
                        "/api/customers",
                        "X-Forwarded-For",
                        "10.1.2.3",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Prefix",
                        "/evil",
                        "Forwarded",
                        "for=10.1.2.3",
                        "If-Match",
                        "\"3\"")
                .json()
                .path("headers");
        assertThat(headers.path("authorization").get(0).asString()).startsWith("Bearer e30.");
        assertThat(headers.has("cookie")).isFalse();
        assertThat(headers.has("forwarded")).isFalse();
        assertThat(headers.has("x-forwarded-prefix")).isFalse();
        assertThat(headers.path("x-forwarded-for").size()).isEqualTo(1);
        assertThat(headers.path("x-forwarded-proto").get(0).asString()).isEqualTo("http");
        assertThat(headers.path("if-match").get(0).asString()).isEqualTo("\"3\"");
    }

    @Test
    void aTokenOfOnesOwnPassesWithoutSessionOrCsrf() {
        browser.signIn("/login", "ada@example.com");

        Browser.Answer answer = browser.send("POST", "/api/customers", "{}", "Authorization", "Bearer my-own");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode headers = answer.json().path("headers");
        assertThat(headers.path("authorization").size()).isEqualTo(1);
        assertThat(headers.path("authorization").get(0).asString()).isEqualTo("Bearer my-own");
        assertThat(headers.has("cookie")).isFalse();
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void assistantsReachTheirServerWithATokenAndNobodyWithout() {
        String[] asAssistantsDo = {"Accept", "application/json, text/event-stream", "Mcp-Protocol-Version", "2025-06-18"
        };
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

        assertThat(browser.send("POST", "/mcp", message, asAssistantsDo).status())
                .isEqualTo(401);
        assertThat(browser.send("GET", "/mcp", null, asAssistantsDo).status()).isEqualTo(401);

        Browser.Answer reached = browser.send(
                "POST",
                "/mcp",
                message,
                Stream.concat(Stream.of(asAssistantsDo), Stream.of("Authorization", "Bearer an-assistants"))
                        .toArray(String[]::new));
        assertThat(reached.status()).isEqualTo(200);
        assertThat(reached.json().path("uri").asString()).isEqualTo("/mcp");
        assertThat(reached.json().path("body").asString()).isEqualTo(message);
        JsonNode headers = reached.json().path("headers");
        assertThat(headers.path("authorization").get(0).asString()).isEqualTo("Bearer an-assistants");
        assertThat(headers.path("accept").get(0).asString()).isEqualTo("application/json, text/event-stream");
        assertThat(headers.path("mcp-protocol-version").get(0).asString()).isEqualTo("2025-06-18");

        // Whoever is signed in goes there as themselves.
        browser.signIn("/login", "ada@example.com");
        browser.get("/api/me");
        Browser.Answer signedIn = browser.post("/mcp", message);
        assertThat(signedIn.json().at("/headers/authorization/0").asString()).startsWith("Bearer e30.");
    }

    @Test
    void otherSystemsGetTokensThroughTheGateway() {
        Browser.Answer answer = browser.send(
                "POST",
                "/oauth2/token?y=1",
                "grant_type=client_credentials&scope=customers%3Aread",
                "Authorization",
                "Basic abc",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("headers").path("authorization").get(0).asString())
                .isEqualTo("Basic abc");
    }

    @Test
    void publicPathsNeedNobody() {
        assertThat(browser.get("/u/some-token").json().path("uri").asString()).isEqualTo("/u/some-token");
        assertThat(browser.send("POST", "/u/some-token", "List-Unsubscribe=One-Click")
                        .status())
                .isEqualTo(200);
        assertThat(browser.send("POST", "/hooks/twilio", "{}").status()).isEqualTo(200);
        assertThat(browser.cookie("MICMS_SESSION")).isNull();
    }

    @Test
    void ofManyRequestsAtOnceOneRefreshesForAll() throws Exception {
        SERVICES.expiresIn = 9;
        browser.signIn("/login", "ada@example.com");
        SERVICES.expiresIn = 60;

        Callable<Browser.Answer> call = () -> browser.get("/api/customers");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Browser.Answer>> calls =
                    threads.invokeAll(Stream.generate(() -> call).limit(16).toList());
            assertThat(calls.stream().map(done -> done.resultNow().status())).containsOnly(200);
            assertThat(calls.stream()
                            .map(done -> done.resultNow()
                                    .json()
                                    .path("headers")
                                    .path("authorization")
                                    .get(0)
                                    .asString())
                            .distinct())
                    .hasSize(1);
        }
        assertThat(SERVICES.refreshes).hasValue(1);
        assertThat(browser.get("/api/me").status()).isEqualTo(200);
        assertThat(SERVICES.refreshes).hasValue(1);
    }

    @Test
    void eachRefreshIsFollowedByTheNext() {
        SERVICES.expiresIn = 9;
        browser.signIn("/login", "ada@example.com");

        for (int call = 1; call <= 4; call++) {
            assertThat(browser.get("/api/me").status()).isEqualTo(200);
            assertThat(SERVICES.refreshes).hasValue(call);
        }
    }

    @Test
    void whoseSignInHasEndedIsSignedOut() {
        SERVICES.expiresIn = 9;
        browser.signIn("/login", "ada@example.com");
        SERVICES.ended = true;

        Browser.Answer answer = browser.get("/api/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
        assertThat(SERVICES.refreshes).hasValue(1);
    }

    @Test
    void whileAuthServiceIsAwayNobodyIsSignedOut() {
        SERVICES.expiresIn = 9;
        browser.signIn("/login", "ada@example.com");
        SERVICES.away = true;
        Browser.Answer answer = browser.get("/api/customers");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("detail").asString()).contains("auth-service");

        SERVICES.away = false;
        assertThat(browser.get("/api/customers").status()).isEqualTo(200);
    }

    @Test
    void aServiceThatIsDownIsNamed() {
        browser.signIn("/login", "ada@example.com");

        Browser.Answer answer = browser.get("/api/orders");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).contains("order-service");
    }

    @Test
    void logoutEndsTheSignInEverywhere() {
        browser.signIn("/login", "ada@example.com");
        browser.get("/api/me");
        String session = browser.cookie("MICMS_SESSION");
        assertThat(browser.send("POST", "/logout", null).status()).isEqualTo(403);

        assertThat(browser.post("/logout", "").status()).isEqualTo(204);
        assertThat(SERVICES.revoked).hasSize(1);
        assertThat(browser.cookie("MICMS_SESSION")).isNull();
        browser.plant("MICMS_SESSION", session);
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void aSessionThatCannotBeReadIsSignedOut() {
        browser.signIn("/login", "ada@example.com");
        mongo.updateMulti(new Query(), Update.update("attributes", "rubbish"), "sessions");
        assertThat(browser.get("/api/me").status()).isEqualTo(401);

        browser = new Browser(port);
        browser.signIn("/login", "ada@example.com");
        mongo.updateMulti(new Query(), Update.update("state", "{\"an\":\"older shape\"}"), "sign_ins");
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void theDatabaseHoldsNoReadableRefreshTokenAndNoSerialisedObject() {
        browser.signIn("/login", "ada@example.com");
        browser.post("/logout", "");
        browser.signIn("/login", "ada@example.com");

        String stored = Stream.of("sessions", "sign_ins")
                .flatMap(collection -> mongo.findAll(Document.class, collection).stream())
                .map(Document::toJson)
                .reduce("", String::concat);
        assertThat(stored).doesNotContain("$binary").doesNotContain("springframework");
        browser.post("/logout", "");
        assertThat(SERVICES.revoked).allSatisfy(token -> assertThat(stored).doesNotContain(token));
    }

    @Test
    void pagesAreTheUisAndFilesAreFiles() {
        for (String page : List.of("/", "/customers", "/segments/1/edit")) {
            Browser.Answer answer = browser.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.body()).contains("The UI");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        }
        Browser.Answer asset = browser.get("/assets/app-1a2b.js");
        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(asset.header("Set-Cookie")).isEmpty();
        for (String missing : List.of("/assets/gone.js", "/missing.png", "/oauth2/nothing", "/actuator/env")) {
            assertThat(browser.get(missing).status()).as(missing).isEqualTo(404);
        }
    }

    @Test
    void everyPageCarriesTheSecurityHeaders() {
        Browser.Answer page = browser.get("/");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).contains("camera=()");
        assertThat(page.response().headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").doesNotContain("HttpOnly"));
    }

    @Test
    void healthIsOpen() {
        assertThat(browser.get("/actuator/health").json().path("status").asString())
                .isEqualTo("UP");
    }
}
