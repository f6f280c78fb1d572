package io.micms.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.auth.TestClock;
import io.micms.platform.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class RefreshTokensTest {

    private static final String GATEWAY = "gateway";

    private final TestClock clock = new TestClock();
    private final MongoTemplate mongo = TestDatabase.create().template();
    private final RefreshTokens tokens = new RefreshTokens(
            mongo,
            new TokenProperties(
                    "http://issuer",
                    "mi-cms",
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofHours(12),
                    Duration.ofDays(30),
                    Duration.ofSeconds(5)),
            clock);

    @Test
    void eachTokenIsFollowedByAnother() {
        String first = start();
        RefreshTokens.Next second = tokens.follow(first, GATEWAY).orElseThrow();
        RefreshTokens.Next third = tokens.follow(value(second), GATEWAY).orElseThrow();

        assertThat(Stream.of(first, value(second), value(third)).distinct()).hasSize(3);
        assertThat(third.personId()).isEqualTo("person-1");
    }

    @Test
    void aTokenUsedAgainEndsTheSignIn() {
        String first = start();
        String second = value(tokens.follow(first, GATEWAY).orElseThrow());

        assertThat(tokens.follow(first, GATEWAY)).isEmpty();
        assertThat(tokens.follow(second, GATEWAY)).isEmpty();
    }

    @Test
    void ofManyUsesAtOnceAtMostOneSucceeds() throws Exception {
        String first = start();
        Callable<Optional<RefreshTokens.Next>> use = () -> tokens.follow(first, GATEWAY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<RefreshTokens.Next>>> uses =
                    threads.invokeAll(Stream.generate(() -> use).limit(8).toList());
            assertThat(uses.stream().map(Future::resultNow).filter(Optional::isPresent))
                    .hasSize(1);
        }
    }

    @Test
    void otherSignInsOfThePersonGoOn() {
        String first = start();
        String elsewhere = start();
        tokens.follow(first, GATEWAY);
        tokens.follow(first, GATEWAY);

        assertThat(tokens.follow(elsewhere, GATEWAY)).isPresent();
    }

    @Test
    void aSignInEndsAfterTwelveIdleHours() {
        String first = start();
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        String second = value(tokens.follow(first, GATEWAY).orElseThrow());
        clock.advance(Duration.ofHours(12));

        assertThat(tokens.follow(second, GATEWAY)).isEmpty();
    }

    @Test
    void aSignInEndsAfterThirtyDaysHoweverOftenItIsUsed() {
        String token = start();
        for (int halfDay = 0; halfDay < 65; halfDay++) {
            clock.advance(Duration.ofHours(11));
            token = value(tokens.follow(token, GATEWAY).orElseThrow());
        }
        clock.advance(Duration.ofHours(5));

        assertThat(tokens.follow(token, GATEWAY)).isEmpty();
    }

    @Test
    void anotherClientCannotUseItNorEndIt() {
        String first = start();

        assertThat(tokens.follow(first, "another")).isEmpty();
        tokens.end(first, "another", "malice");
        assertThat(tokens.follow(first, GATEWAY)).isPresent();
    }

    @Test
    void anEndedSignInIsOver() {
        String first = start();
        tokens.end(first, GATEWAY, "signed out");

        assertThat(tokens.follow(first, GATEWAY)).isEmpty();
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(tokens.follow("nonsense", GATEWAY)).isEmpty();
        assertThat(tokens.follow("a.b", GATEWAY)).isEmpty();
    }

    @Test
    void theDatabaseDoesNotKnowTheToken() {
        String first = start();

        assertThat(mongo.getCollection("sign_ins").find().first().toJson())
                .doesNotContain(first.substring(first.indexOf('.') + 1));
    }

    private String start() {
        return value(tokens.start("person-1", GATEWAY));
    }

    private static String value(RefreshTokens.Next next) {
        return next.token().getTokenValue();
    }
}
