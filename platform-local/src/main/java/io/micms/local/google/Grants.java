package io.micms.local.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes, each good once, and the access tokens that came of them. */
final class Grants {

    static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
    static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    record Grant(AuthorizationRequest request, Person person, Instant givenAt) {}

    private record Access(String token, Grant grant, Instant until) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Access> accessByCode = new ConcurrentHashMap<>();

    Grants(Clock clock) {
        this.clock = clock;
    }

    String give(AuthorizationRequest request, Person person) {
        String code = "4/" + random();
        codes.put(code, new Grant(request, person, clock.instant()));
        return code;
    }

    /** @return empty, and what an earlier use gave out revoked, where the code is not good for this client any more */
    Optional<Grant> redeem(String code, String clientId, String redirectUri, String verifier) {
        Grant grant = codes.remove(code);
        if (grant == null) {
            accessByCode.remove(code);
            return Optional.empty();
        }
        AuthorizationRequest request = grant.request();
        boolean good = clock.instant().isBefore(grant.givenAt().plus(CODE_LIFETIME))
                && request.clientId().equals(clientId)
                && request.redirectUri().toString().equals(redirectUri)
                && request.codeChallenge().equals(challengeOf(verifier));
        return good ? Optional.of(grant) : Optional.empty();
    }

    String accessToken(String code, Grant grant) {
        String token = "ya29." + random();
        accessByCode.put(code, new Access(token, grant, clock.instant().plus(TOKEN_LIFETIME)));
        return token;
    }

    Optional<Person> personOf(@Nullable String accessToken) {
        return accessByCode.values().stream()
                .filter(access -> access.token().equals(accessToken))
                .filter(access -> clock.instant().isBefore(access.until()))
                .map(access -> access.grant().person())
                .findFirst();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challengeOf(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
