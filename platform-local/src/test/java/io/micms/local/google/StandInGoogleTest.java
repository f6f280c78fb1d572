package io.micms.local.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandInGoogleTest {

    private static final String CALLBACK = "http://localhost:8080/login/oauth2/code/google";
    private static final String VERIFIER = "a-verifier-that-only-the-client-knows-0123456789";

    private final HttpClient http = HttpClient.newHttpClient();
    private final MovableClock clock = new MovableClock();
    private StandInGoogle google;

    @BeforeEach
    void start() {
        google = StandInGoogle.start(0, "client", "s e:cret", clock);
    }

    @AfterEach
    void stop() {
        google.close();
        http.close();
    }

    @Test
    void signsSomebodyInWithCodeAndPkce() throws Exception {
        JsonNode discovery = json(get("/.well-known/openid-configuration"));
        assertThat(discovery.get("issuer").asString()).isEqualTo(google.issuer());

        HttpResponse<String> page = get("/authorize?" + encode(request()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Ada Lovelace", "grace@example.com", "alan@example.com", "eve@example.com");

        Map<String, String> back = pick("ada@example.com");
        assertThat(back).containsEntry("state", "st&te");
        JsonNode tokens = json(redeem(back.get("code"), VERIFIER, basic("client", "s e:cret")));

        SignedJWT idToken = SignedJWT.parse(tokens.get("id_token").asString());
        JWKSet keys = JWKSet.parse(get("/jwks").body());
        assertThat(keys.getKeys()).allMatch(key -> !key.isPrivate());
        assertThat(idToken.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(idToken.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JWTClaimsSet claims = idToken.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(google.issuer());
        assertThat(claims.getAudience()).containsExactly("client");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.com");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringClaim("name")).isEqualTo("Ada Lovelace");
        assertThat(claims.getStringClaim("given_name")).isEqualTo("Ada");
        assertThat(claims.getStringClaim("family_name")).isEqualTo("Lovelace");
        assertThat(claims.getSubject()).isNotBlank();
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());

        JsonNode person = json(send(HttpRequest.newBuilder(URI.create(google.issuer() + "/userinfo"))
                .header("Authorization", "Bearer " + tokens.get("access_token").asString())));
        assertThat(person.get("sub").asString()).isEqualTo(claims.getSubject());
    }

    @Test
    void takesTheSecretInTheFormToo() throws Exception {
        String code = pick("grace@example.com").get("code");
        Map<String, String> form = tokenForm(code, VERIFIER);
        form.put("client_id", "client");
        form.put("client_secret", "s e:cret");
        assertThat(post("/token", form, null).statusCode()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnceAndASecondUseRevokes() throws Exception {
        String code = pick("ada@example.com").get("code");
        JsonNode tokens = json(redeem(code, VERIFIER, basic("client", "s e:cret")));

        HttpResponse<String> again = redeem(code, VERIFIER, basic("client", "s e:cret"));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(json(again).get("error").asString()).isEqualTo("invalid_grant");
        assertThat(send(HttpRequest.newBuilder(URI.create(google.issuer() + "/userinfo"))
                                .header(
                                        "Authorization",
                                        "Bearer " + tokens.get("access_token").asString()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesAWrongVerifierAnotherAddressAnOldCodeAndAWrongSecret() throws Exception {
        String credentials = basic("client", "s e:cret");
        assertThat(redeem(pick("ada@example.com").get("code"), "another-verifier", credentials)
                        .statusCode())
                .isEqualTo(400);

        Map<String, String> elsewhere = tokenForm(pick("ada@example.com").get("code"), VERIFIER);
        elsewhere.put("redirect_uri", CALLBACK + "/other");
        assertThat(post("/token", elsewhere, credentials).statusCode()).isEqualTo(400);

        String old = pick("ada@example.com").get("code");
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertThat(redeem(old, VERIFIER, credentials).statusCode()).isEqualTo(400);

        String code = pick("ada@example.com").get("code");
        HttpResponse<String> wrongSecret = redeem(code, VERIFIER, basic("client", "wrong"));
        assertThat(wrongSecret.statusCode()).isEqualTo(401);
        assertThat(json(wrongSecret).get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void neverSendsTheBrowserToAnUnknownClientOrAddress() throws Exception {
        assertThat(authorizeWith("client_id", "another").statusCode()).isEqualTo(400);
        assertThat(authorizeWith("redirect_uri", "").statusCode()).isEqualTo(400);
        assertThat(authorizeWith("redirect_uri", "javascript:alert(1)").statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsTheClientItsFaultsAtItsAddress() throws Exception {
        assertThat(errorWith("response_type", "token")).isEqualTo("unsupported_response_type");
        assertThat(errorWith("scope", "email")).isEqualTo("invalid_scope");
        assertThat(errorWith("nonce", "")).isEqualTo("invalid_request");
        assertThat(errorWith("state", "")).isEqualTo("invalid_request");
        assertThat(errorWith("code_challenge", "")).isEqualTo("invalid_request");
        assertThat(errorWith("code_challenge_method", "plain")).isEqualTo("invalid_request");
    }

    private String errorWith(String parameter, String value) throws Exception {
        HttpResponse<String> answer = authorizeWith(parameter, value);
        assertThat(answer.statusCode()).isEqualTo(302);
        return parametersOf(answer.headers().firstValue("Location").orElseThrow())
                .get("error");
    }

    private HttpResponse<String> authorizeWith(String parameter, String value) throws Exception {
        Map<String, String> request = request();
        request.put(parameter, value);
        return get("/authorize?" + encode(request));
    }

    private Map<String, String> pick(String account) throws Exception {
        Map<String, String> form = request();
        form.put("account", account);
        HttpResponse<String> answer = post("/authorize", form, null);
        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?");
        return parametersOf(location);
    }

    private HttpResponse<String> redeem(String code, String verifier, String authorization) throws Exception {
        return post("/token", tokenForm(code, verifier), authorization);
    }

    private static Map<String, String> tokenForm(String code, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", verifier);
        return form;
    }

    private static Map<String, String> request() throws Exception {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", "client");
        request.put("redirect_uri", CALLBACK);
        request.put("response_type", "code");
        request.put("scope", "openid email profile");
        request.put("state", "st&te");
        request.put("nonce", "n-1");
        request.put(
                "code_challenge",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8))));
        request.put("code_challenge_method", "S256");
        return request;
    }

    private static String basic(String id, String secret) {
        String pair = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(google.issuer() + path)));
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(google.issuer() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> parametersOf(String location) {
        return Arrays.stream(URI.create(location).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
