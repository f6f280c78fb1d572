package io.micms.local.google;

import static io.micms.local.web.Html.escape;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micms.local.LocalPorts;
import io.micms.local.google.AuthorizationRequest.Refused;
import io.micms.local.google.AuthorizationRequest.Untrusted;
import io.micms.local.google.Grants.Grant;
import io.micms.local.web.LocalHttpServer;
import io.micms.local.web.Reply;
import io.micms.local.web.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** An OpenID Connect provider where anybody signs in as one of a few made-up people, by a click. Never to be reached from outside. */
public final class StandInGoogle implements AutoCloseable {

    /** The client that the launcher configures everywhere. */
    public static final String CLIENT_ID = "mi-cms-local";

    /** Not a secret: the provider listens on the loopback address only and knows made-up people only. */
    public static final String CLIENT_SECRET = "local-secret";

    private final String clientId;
    private final String clientSecret;
    private final Clock clock;
    private final Grants grants;
    private final RSAKey key = newKey();
    private final String layout = resource("google.html");
    private final LocalHttpServer http;

    private StandInGoogle(int port, String clientId, String clientSecret, Clock clock) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
        this.grants = new Grants(clock);
        this.http = new LocalHttpServer.Routes()
                .get("/.well-known/openid-configuration", request -> discovery())
                .get("/authorize", this::pickSomebody)
                .post("/authorize", this::sendBack)
                .post("/token", this::token)
                .get("/jwks", request -> Reply.json(200, new JWKSet(key.toPublicJWK()).toJSONObject()))
                .get("/userinfo", this::userInfo)
                .get("/pictures/*", this::picture)
                .start(port);
    }

    /**
     * Starts a provider for one client; it answers when this returns.
     *
     * @param port 0 for any free one
     */
    public static StandInGoogle start(int port, String clientId, String clientSecret) {
        return start(port, clientId, clientSecret, Clock.systemUTC());
    }

    static StandInGoogle start(int port, String clientId, String clientSecret, Clock clock) {
        return new StandInGoogle(port, clientId, clientSecret, clock);
    }

    /** What {@code GOOGLE_ISSUER} wants. */
    public String issuer() {
        return "http://" + LocalPorts.HOST + ":" + http.port();
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }

    private Reply discovery() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/authorize");
        document.put("token_endpoint", issuer() + "/token");
        document.put("userinfo_endpoint", issuer() + "/userinfo");
        document.put("jwks_uri", issuer() + "/jwks");
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("scopes_supported", List.of("openid", "email", "profile"));
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put(
                "claims_supported",
                List.of(
                        "aud",
                        "email",
                        "email_verified",
                        "exp",
                        "family_name",
                        "given_name",
                        "iat",
                        "iss",
                        "name",
                        "picture",
                        "sub"));
        return Reply.json(200, document);
    }

    private Reply pickSomebody(Request request) {
        try {
            AuthorizationRequest.of(request.query(), clientId);
        } catch (Untrusted e) {
            return fault(e.getMessage());
        } catch (Refused e) {
            return Reply.redirect(e.location());
        }
        String hidden = new TreeMap<>(request.query())
                .entrySet().stream()
                        .filter(parameter -> AuthorizationRequest.PARAMETERS.contains(parameter.getKey()))
                        .map(parameter -> "<input type=hidden name=\"%s\" value=\"%s\">"
                                .formatted(escape(parameter.getKey()), escape(parameter.getValue())))
                        .collect(Collectors.joining());
        String people = Person.EVERYBODY.stream().map(StandInGoogle::choice).collect(Collectors.joining());
        return page(200, """
                <h1>Choose an account</h1><p>to continue to <b>Mi-CMS</b></p>
                <form method=post action="/authorize">%s<ul>%s</ul></form>""".formatted(hidden, people));
    }

    private static String choice(Person person) {
        return """
                <li><button name=account value="%s"><span class=initials aria-hidden=true>%s</span>\
                <span><b>%s</b><br>%s</span><small>%s</small></button></li>""".formatted(
                        escape(person.email()),
                        escape(person.initials()),
                        escape(person.name()),
                        escape(person.email()),
                        escape(person.remark()));
    }

    private Reply sendBack(Request request) {
        AuthorizationRequest authorization;
        try {
            authorization = AuthorizationRequest.of(request.form(), clientId);
        } catch (Untrusted e) {
            return fault(e.getMessage());
        } catch (Refused e) {
            return Reply.redirect(e.location());
        }
        String account = request.form("account").orElse("");
        Optional<Person> person = Person.EVERYBODY.stream()
                .filter(somebody -> somebody.email().equals(account))
                .findFirst();
        if (person.isEmpty()) {
            return fault("There is no account " + account);
        }
        String code = grants.give(authorization, person.get());
        return Reply.redirect(Redirects.to(
                authorization.redirectUri(),
                Map.of("code", code, "state", authorization.state(), "scope", authorization.scope())));
    }

    private Reply token(Request request) throws JOSEException {
        if (!isOurClient(request)) {
            return oauthError(401, "invalid_client", "The OAuth client or its secret is wrong")
                    .with("WWW-Authenticate", "Basic realm=\"token\"");
        }
        if (!request.form("grant_type").orElse("").equals("authorization_code")) {
            return oauthError(400, "unsupported_grant_type", "grant_type must be authorization_code");
        }
        String code = request.form("code").orElse("");
        Optional<Grant> grant = grants.redeem(
                code,
                clientId,
                request.form("redirect_uri").orElse(""),
                request.form("code_verifier").orElse(""));
        if (grant.isEmpty()) {
            return oauthError(400, "invalid_grant", "The code is wrong, used, too old, or not for this request");
        }
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", grants.accessToken(code, grant.get()));
        tokens.put("expires_in", Grants.TOKEN_LIFETIME.toSeconds() - 1);
        tokens.put("scope", grant.get().request().scope());
        tokens.put("token_type", "Bearer");
        tokens.put("id_token", idToken(grant.get()));
        return Reply.json(200, tokens);
    }

    private boolean isOurClient(Request request) {
        Optional<Request.BasicCredentials> basic = request.basicCredentials();
        // RFC 6749, 2.3.1: both halves are form-encoded before they become a header.
        String id = basic.map(credentials -> decode(credentials.name()))
                .or(() -> request.form("client_id"))
                .orElse("");
        String secret = basic.map(credentials -> decode(credentials.secret()))
                .or(() -> request.form("client_secret"))
                .orElse("");
        return id.equals(clientId) && secret.equals(clientSecret);
    }

    private String idToken(Grant grant) throws JOSEException {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(clientId)
                .claim("azp", clientId)
                .claim("nonce", grant.request().nonce())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Grants.TOKEN_LIFETIME)));
        profile(grant.person()).forEach(claims::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private Reply userInfo(Request request) {
        String authorization = request.header("Authorization").orElse("");
        String token = authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : null;
        return grants.personOf(token)
                .map(person -> Reply.json(200, profile(person)))
                .orElseGet(() -> oauthError(401, "invalid_token", "The access token is wrong or expired")
                        .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    private Map<String, Object> profile(Person person) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("sub", person.subject());
        profile.put("email", person.email());
        profile.put("email_verified", true);
        profile.put("name", person.name());
        profile.put("given_name", person.givenName());
        profile.put("family_name", person.familyName());
        profile.put("picture", issuer() + "/pictures/" + person.subject() + ".svg");
        return profile;
    }

    private Reply picture(Request request) {
        return Person.EVERYBODY.stream()
                .filter(person -> request.segment(1).equals(person.subject() + ".svg"))
                .findFirst()
                .map(person -> new Reply(200, "image/svg+xml", """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#4f46e5"/>\
                        <text x="48" y="60" font-family="sans-serif" font-size="36" fill="#fff" text-anchor="middle">%s</text></svg>""".formatted(escape(person.initials())), Map.of()))
                .orElseGet(() -> Reply.text(404, "No such picture\n"));
    }

    private Reply fault(String message) {
        return page(400, "<h1>This sign-in cannot go on</h1><p>%s</p>".formatted(escape(message)));
    }

    private Reply page(int status, String content) {
        // No form-action here: browsers would hold the redirect back to the client against it.
        return Reply.html(status, layout.replace("{{content}}", content))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static Reply oauthError(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(StandInGoogle.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
