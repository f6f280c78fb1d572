package io.micms.benchmarks.processes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.micms.local.LocalPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Issues the access token that a measurement needs, in place of auth-service. */
record Tokens(HttpServer server, RSAKey key) implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofHours(6);

    static Tokens start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(LocalPorts.HOST, 0), 0);
        server.createContext("/oauth2/jwks", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
            }
        });
        server.start();
        return new Tokens(server, key);
    }

    String issuer() {
        return "http://" + LocalPorts.HOST + ":" + server.getAddress().getPort();
    }

    /** An {@code Authorization} header of an API client. */
    String client(String... scopes) throws JOSEException {
        return signed("scope", String.join(" ", scopes));
    }

    /** An {@code Authorization} header of a person. */
    String person(String... roles) throws JOSEException {
        return signed("roles", List.of(roles));
    }

    private String signed(String claim, Object value) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience("mi-cms")
                        .subject("benchmark")
                        .claim(claim, value)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        token.sign(new RSASSASigner(key));
        return "Bearer " + token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
