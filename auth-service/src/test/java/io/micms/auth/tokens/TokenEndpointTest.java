package io.micms.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micms.auth.AuthServiceApplication;
import io.micms.platform.testing.OpenApiFile;
import io.micms.platform.testing.TestInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP: what the gateway and other systems see of it. */
@SpringBootTest(
        classes = AuthServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "micms.auth.people.admin-email=ada@example.com",
            "micms.auth.google.client-id=" + FakeIssuer.CLIENT_ID,
            "micms.auth.gateway.client-secret=the-gateways-secret"
        })
@ContextConfiguration(initializers = TestInfrastructure.class)
class TokenEndpointTest {

    private static final FakeIssuer GOOGLE = new FakeIssuer();
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    private RestClient http;
    private String nonce;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("micms.auth.google.issuer", GOOGLE::url);
    }

    @AfterAll
    static void close() {
        GOOGLE.close();
    }

    @BeforeEach
    void client() {
        http = RestClient.create("http://localhost:" + port);
        nonce = UUID.randomUUID().toString();
    }

    @Test
    void anIdTokenBecomesTokensOfOurs() throws ParseException {
        Answer answer = exchange(GOOGLE.idToken("ada@example.com", nonce));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("issued_token_type").asString())
                .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.body().path("refresh_token").asString()).isNotBlank();
        JWTClaimsSet claims = SignedJWT.parse(answer.accessToken()).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8085");
        assertThat(claims.getAudience()).containsExactly("mi-cms");
        assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.com");
        assertThat(claims.getStringClaim("name")).isEqualTo("Name of ada@example.com");
        assertThat(claims.getStringListClaim("roles")).containsExactly("ADMIN");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(60));

        Answer me = get("/api/me", answer.accessToken());
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("id").asString()).isEqualTo(claims.getSubject());
    }

    @Test
    void theApiIsTheCommittedOne() {
        OpenApiFile.assertCommitted("auth-service", port);
    }

    @Test
    void anIdTokenWorksOnce() {
        String idToken = GOOGLE.idToken("ada@example.com", nonce);
        exchange(idToken);

        assertRefused(exchange(idToken), "invalid_grant", "used before");
    }

    @Test
    void aForgedSignatureIsRefused() {
        assertRefused(exchange(GOOGLE.forgedIdToken("ada@example.com", nonce)), "invalid_grant", "signature");
        assertRefused(exchange("nonsense"), "invalid_grant", "signature");
    }

    @Test
    void eachRuleHoldsAtTheEndpoint() {
        assertRefused(exchange(GOOGLE.idToken("ada@example.com", "another")), "invalid_grant", "nonce");
        assertRefused(
                exchange(GOOGLE.idToken("ada@example.com", nonce, claims -> claims.audience("another"))),
                "invalid_grant",
                "somebody else");
        assertRefused(
                exchange(GOOGLE.idToken("ada@example.com", nonce, claims -> claims.issuer("https://evil.example"))),
                "invalid_grant",
                "somebody else");
        assertRefused(
                exchange(GOOGLE.idToken(
                        "ada@example.com",
                        nonce,
                        claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600))))),
                "invalid_grant",
                "too old");
        assertRefused(
                exchange(GOOGLE.idToken("ada@example.com", nonce, claims -> claims.claim("email_verified", false))),
                "invalid_grant",
                "not verified");
    }

    @Test
    void theUninvitedGetAClearNo() {
        assertRefused(
                exchange(GOOGLE.idToken("eve@example.com", nonce)),
                "access_denied",
                "eve@example.com has not been invited");
    }

    @Test
    void onlyTheGatewayMayExchange() {
        Answer wrongSecret = token("mi-cms-gateway", "wrong", exchangeForm(GOOGLE.idToken("ada@example.com", nonce)));
        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.body().path("error").asString()).isEqualTo("invalid_client");

        JsonNode client = newClient(admin(), "customers:read");
        assertRefused(
                token(
                        client.path("clientId").asString(),
                        client.path("clientSecret").asString(),
                        exchangeForm(GOOGLE.idToken("ada@example.com", nonce))),
                "unauthorized_client",
                "may not");
    }

    @Test
    void malformedExchangesAreRefused() {
        Map<String, String> form = new HashMap<>(exchangeForm(GOOGLE.idToken("ada@example.com", nonce)));
        form.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        assertRefused(gateway(form), "unsupported_token_type", "Only ID tokens");
        form.remove("nonce");
        form.put("subject_token_type", IdTokenExchange.ID_TOKEN_TYPE);
        assertRefused(gateway(form), "invalid_request", "nonce");
    }

    @Test
    void refreshReadsTheRolesAgainAndWorksOnce() throws ParseException {
        String admin = admin();
        String id = invite(admin, "grace@example.com", "MARKETER");
        Answer first = exchange(GOOGLE.idToken("grace@example.com", nonce));
        patch(admin, id, "{\"roles\":[\"ANALYST\"]}");

        Answer second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(SignedJWT.parse(second.accessToken()).getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("ANALYST");

        assertRefused(refresh(first), "invalid_grant", "not valid any more");
        assertRefused(refresh(second), "invalid_grant", "not valid any more");
    }

    @Test
    void theDeactivatedCannotRefresh() {
        String admin = admin();
        String id = invite(admin, "alan@example.com", "MARKETER");
        Answer first = exchange(GOOGLE.idToken("alan@example.com", nonce));
        patch(admin, id, "{\"active\":false}");

        assertRefused(refresh(first), "invalid_grant", "deactivated");
        patch(admin, id, "{\"active\":true}");
        assertThat(refresh(first).status()).isEqualTo(400);
    }

    @Test
    void aRevokedSignInIsOver() {
        Answer first = exchange(GOOGLE.idToken("ada@example.com", nonce));
        Answer revoked = form(
                "/oauth2/revoke",
                "mi-cms-gateway",
                "the-gateways-secret",
                Map.of("token", first.body().path("refresh_token").asString()));

        assertThat(revoked.status()).isEqualTo(200);
        assertRefused(refresh(first), "invalid_grant", "not valid any more");
    }

    @Test
    void apiClientsGetTokensForTheirScopes() throws ParseException {
        String admin = admin();
        JsonNode client = newClient(admin, "customers:read", "orders:write");
        String id = client.path("clientId").asString();
        String secret = client.path("clientSecret").asString();

        Answer all = token(id, secret, Map.of("grant_type", "client_credentials"));
        assertThat(all.body().path("scope").asString().split(" "))
                .containsExactlyInAnyOrder("customers:read", "orders:write");
        JWTClaimsSet claims = SignedJWT.parse(all.accessToken()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("scope").split(" "))
                .containsExactlyInAnyOrder("customers:read", "orders:write");
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getClaim("roles")).isNull();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));

        Answer one = token(id, secret, Map.of("grant_type", "client_credentials", "scope", "customers:read"));
        assertThat(SignedJWT.parse(one.accessToken()).getJWTClaimsSet().getStringClaim("scope"))
                .isEqualTo("customers:read");
        assertThat(token(id, secret, Map.of("grant_type", "client_credentials", "scope", "insights:read"))
                        .body()
                        .path("error")
                        .asString())
                .isEqualTo("invalid_scope");
        assertThat(get("/api/users", all.accessToken()).status()).isEqualTo(403);

        assertThat(send(HttpMethod.DELETE, "/api/clients/" + id, admin, null).status())
                .isEqualTo(204);
        assertThat(token(id, secret, Map.of("grant_type", "client_credentials")).status())
                .isEqualTo(401);
    }

    @Test
    void theSecretIsShownOnceAndUnknownScopesAreFaults() {
        String admin = admin();
        newClient(admin, "customers:read");

        assertThat(get("/api/clients", admin).body().toString())
                .contains("customers:read")
                .doesNotContain("ecret");
        Answer faulty = send(HttpMethod.POST, "/api/clients", admin, "{\"name\":\" \",\"scopes\":[\"all\"]}");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly("/name", "/scopes");
    }

    @Test
    void onlyAdministratorsSeeUsers() {
        String admin = admin();
        invite(admin, "mary@example.com", "MANAGER");
        String manager = exchange(GOOGLE.idToken("mary@example.com", nonce)).accessToken();

        assertThat(get("/api/users", admin).status()).isEqualTo(200);
        assertThat(get("/api/users", manager).status()).isEqualTo(403);
        assertThat(get("/api/me", manager).body().path("roles").get(0).asString())
                .isEqualTo("MANAGER");
        assertThat(get("/api/users", "nonsense").status()).isEqualTo(401);
    }

    @Test
    void usersComeInPagesAndChangesNeedTheLatestVersion() {
        String admin = admin();
        String id = invite(admin, "page-1@example.com", "ANALYST");
        invite(admin, "page-2@example.com", "ANALYST");

        Answer first = get("/api/users?limit=1&search=page-", admin);
        assertThat(first.body().path("items").size()).isEqualTo(1);
        Answer second = get(
                "/api/users?limit=1&search=page-&cursor="
                        + first.body().path("nextCursor").asString(),
                admin);
        assertThat(second.body().path("items").get(0).path("email").asString()).isEqualTo("page-1@example.com");
        assertThat(second.body().path("nextCursor").isMissingNode()).isTrue();

        assertThat(patch(admin, id, "{\"roles\":[\"MANAGER\"]}", "\"7\"").status())
                .isEqualTo(412);
        assertThat(patch(admin, id, "{\"roles\":[\"MANAGER\"]}", "\"0\"").status())
                .isEqualTo(200);
        assertThat(patch(admin, id, "{\"roles\":[]}").status()).isEqualTo(422);
        assertThat(patch(admin, "nobody", "{\"active\":false}").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        assertThat(gateway(Map.of("grant_type", "password", "username", "x"))
                        .body()
                        .path("error")
                        .asString())
                .isEqualTo("unsupported_grant_type");
        assertThat(get("/oauth2/authorize", null).status()).isEqualTo(401);
        assertThat(get("/oauth2/jwks", null)
                        .body()
                        .path("keys")
                        .get(0)
                        .path("d")
                        .isMissingNode())
                .isTrue();
    }

    private static void assertRefused(Answer answer, String error, String description) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asString()).isEqualTo(error);
        assertThat(answer.body().path("error_description").asString()).contains(description);
    }

    private String admin() {
        String own = UUID.randomUUID().toString();
        return gateway(exchangeForm(GOOGLE.idToken("ada@example.com", own), own))
                .accessToken();
    }

    private String invite(String admin, String email, String role) {
        Answer answer = send(
                HttpMethod.POST, "/api/users", admin, "{\"email\":\"%s\",\"roles\":[\"%s\"]}".formatted(email, role));
        assertThat(answer.status()).isEqualTo(201);
        return answer.body().path("id").asString();
    }

    private JsonNode newClient(String admin, String... scopes) {
        return send(
                        HttpMethod.POST,
                        "/api/clients",
                        admin,
                        JSON.writeValueAsString(Map.of("name", "shop", "scopes", List.of(scopes))))
                .body();
    }

    private Answer exchange(String idToken) {
        return gateway(exchangeForm(idToken));
    }

    private Map<String, String> exchangeForm(String idToken) {
        return exchangeForm(idToken, nonce);
    }

    private static Map<String, String> exchangeForm(String idToken, String nonce) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token_type",
                IdTokenExchange.ID_TOKEN_TYPE,
                "subject_token",
                idToken,
                "nonce",
                nonce);
    }

    private Answer refresh(Answer before) {
        return gateway(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                before.body().path("refresh_token").asString()));
    }

    private Answer gateway(Map<String, String> form) {
        return token("mi-cms-gateway", "the-gateways-secret", form);
    }

    private Answer token(String clientId, String secret, Map<String, String> form) {
        return form("/oauth2/token", clientId, secret, form);
    }

    private Answer form(String path, String clientId, String secret, Map<String, String> parameters) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        parameters.forEach(form::add);
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBasicAuth(clientId, secret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange((request, response) -> Answer.of(response));
    }

    private Answer get(String path, String token) {
        return http.get()
                .uri(URI.create("http://localhost:" + port + path))
                .headers(headers -> authorize(headers, token))
                .exchange((request, response) -> Answer.of(response));
    }

    private Answer patch(String token, String id, String body) {
        return patch(token, id, body, "*");
    }

    private Answer patch(String token, String id, String body, String ifMatch) {
        return http.patch()
                .uri("/api/users/" + id)
                .headers(headers -> authorize(headers, token))
                .header(HttpHeaders.IF_MATCH, ifMatch)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange((request, response) -> Answer.of(response));
    }

    private Answer send(HttpMethod method, String path, String token, String body) {
        RestClient.RequestBodySpec request = http.method(method)
                .uri(path)
                .headers(headers -> authorize(headers, token))
                .contentType(MediaType.APPLICATION_JSON);
        if (body != null) {
            request.body(body);
        }
        return request.exchange((sent, response) -> Answer.of(response));
    }

    private static void authorize(HttpHeaders headers, String token) {
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }

    private record Answer(int status, JsonNode body) {

        static Answer of(ClientHttpResponse response) throws IOException {
            String text = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(response.getStatusCode().value(), JSON.readTree(text.isEmpty() ? "{}" : text));
        }

        String accessToken() {
            return body.path("access_token").asString();
        }
    }
}
