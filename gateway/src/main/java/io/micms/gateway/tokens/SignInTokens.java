package io.micms.gateway.tokens;

import io.micms.gateway.session.SignIn;
import io.micms.gateway.session.SignIns;
import io.micms.gateway.session.TokenEncryption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokens of those who are signed in: from the exchange at the login, through every refresh, to the revocation. */
@Component
public class SignInTokens {

    /** A token with less than this left is refreshed before it is used. */
    private static final Duration LEFT_AT_LEAST = Duration.ofSeconds(10);

    /** Longer than all timeouts towards auth-service. */
    private static final Duration REFRESH_AT_MOST = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final AuthServer authServer;
    private final SignIns signIns;
    private final TokenEncryption encryption;
    private final JsonMapper json;
    private final Clock clock;
    private final ConcurrentMap<String, ReentrantLock> refreshing = new ConcurrentHashMap<>();

    SignInTokens(AuthServer authServer, SignIns signIns, TokenEncryption encryption, JsonMapper json, Clock clock) {
        this.authServer = authServer;
        this.signIns = signIns;
        this.encryption = encryption;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Signs somebody in with Google's ID token.
     *
     * @return the sign-in's id
     * @throws AccessRefused if they may not come in
     * @throws GrantRefused if the ID token does not prove who it is
     */
    public String signIn(String idToken, String nonce, @Nullable String picture) throws AccessRefused, GrantRefused {
        Tokens tokens = authServer.exchange(idToken, nonce);
        String id = signIns.newId();
        signIns.start(id, signIn(id, tokens, picture));
        return id;
    }

    /**
     * An access token that lasts long enough for a call. Of many requests at once, one refreshes and all get its result, across
     * gateways too: a refresh token works once, and its second use would end the sign-in.
     *
     * @throws SignedOut if the sign-in is over
     * @throws AuthServiceAway if it should be refreshed and auth-service does not answer
     */
    public String accessToken(SignIns.Current current) throws SignedOut {
        if (lasts(current)) {
            return current.signIn().accessToken();
        }
        ReentrantLock lock = refreshing.computeIfAbsent(current.id(), id -> new ReentrantLock());
        lock.lock();
        try {
            return refreshed(current.id()).signIn().accessToken();
        } finally {
            if (!lock.hasQueuedThreads()) {
                refreshing.remove(current.id(), lock);
            }
            lock.unlock();
        }
    }

    private SignIns.Current refreshed(String id) throws SignedOut {
        Instant giveUp = clock.instant().plus(REFRESH_AT_MOST);
        while (true) {
            SignIns.Current current = signIns.find(id).orElseThrow(SignedOut::new);
            if (lasts(current)) {
                return current;
            }
            if (signIns.reserveRefresh(current, REFRESH_AT_MOST)) {
                return refresh(current);
            }
            if (clock.instant().isAfter(giveUp)) {
                throw new AuthServiceAway("The refresh by another gateway takes too long", null);
            }
            pause();
        }
    }

    private SignIns.Current refresh(SignIns.Current current) throws SignedOut {
        Optional<String> refreshToken = encryption.decrypt(current.signIn().refreshToken(), current.id());
        if (refreshToken.isEmpty()) {
            signIns.end(current.id());
            throw new SignedOut();
        }
        try {
            Tokens tokens = authServer.refresh(refreshToken.get());
            return signIns.refreshed(
                    current,
                    signIn(current.id(), tokens, current.signIn().person().picture()));
        } catch (GrantRefused e) {
            signIns.end(current.id());
            throw new SignedOut();
        } catch (AuthServiceAway e) {
            signIns.notRefreshed(current);
            throw e;
        }
    }

    /** Ends the sign-in here and at auth-service. */
    public void signOut(SignIns.Current current) {
        signIns.find(current.id())
                .flatMap(latest -> encryption.decrypt(latest.signIn().refreshToken(), latest.id()))
                .ifPresent(authServer::revoke);
        signIns.end(current.id());
    }

    private boolean lasts(SignIns.Current current) {
        return clock.instant().plus(LEFT_AT_LEAST).isBefore(current.signIn().accessTokenExpiresAt());
    }

    private SignIn signIn(String id, Tokens tokens, @Nullable String picture) {
        // Came straight from auth-service; the services check the signature, the gateway only wants to know who it is.
        JsonNode claims =
                json.readTree(Base64.getUrlDecoder().decode(tokens.accessToken().split("\\.")[1]));
        List<String> roles =
                claims.path("roles").valueStream().map(JsonNode::asString).toList();
        return new SignIn(
                new SignIn.Person(
                        claims.path("sub").asString(),
                        claims.path("name").asString(),
                        claims.path("email").asString(),
                        picture,
                        roles),
                tokens.accessToken(),
                tokens.expiresAt(),
                encryption.encrypt(tokens.refreshToken(), id));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthServiceAway("Interrupted while another gateway refreshes", e);
        }
    }
}
