package io.micms.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import io.micms.auth.TestClock;
import io.micms.platform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class SigningKeysTest {

    private static final JWKSelector ALL = new JWKSelector(new JWKMatcher.Builder().build());

    private final TestClock clock = new TestClock();
    private final MongoTemplate mongo = TestDatabase.create().template();

    @Test
    void instancesThatStartAtOnceAgreeOnOneKey() throws Exception {
        Callable<String> start = () -> instance().current().getKeyID();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> ids =
                    threads.invokeAll(Stream.generate(() -> start).limit(6).toList());
            assertThat(ids.stream().map(Future::resultNow).distinct()).hasSize(1);
        }
        assertThat(mongo.getCollection("signing_keys").countDocuments()).isEqualTo(1);
    }

    @Test
    void aKeyOutlivesARestart() {
        JWK before = instance().current();
        clock.advance(Duration.ofDays(29));

        assertThat(instance().current()).isEqualTo(before);
    }

    @Test
    void afterThirtyDaysANewKeySignsAndTheOldOneStaysPublishedForAWhile() {
        SigningKeys keys = instance();
        String first = keys.current().getKeyID();
        clock.advance(Duration.ofDays(30));

        // At first the new one is only published, until every service can know it.
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        String second = published(keys).getFirst();
        assertThat(published(keys)).containsExactly(second, first);

        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.current().getKeyID()).isEqualTo(second).isNotEqualTo(first);

        clock.advance(Duration.ofMinutes(12));
        assertThat(published(keys)).containsExactly(second, first);

        clock.advance(Duration.ofMinutes(2));
        assertThat(published(keys)).containsExactly(second);
        assertThat(mongo.getCollection("signing_keys").countDocuments()).isEqualTo(1);
    }

    @Test
    void anInstanceFindsTheKeyThatAnotherHasJustMade() {
        SigningKeys one = instance();
        SigningKeys other = instance();
        clock.advance(Duration.ofDays(30).minusSeconds(10));
        one.current();
        other.current();
        clock.advance(Duration.ofSeconds(20));
        SigningKeys third = instance();
        String made = published(third).getFirst();

        List<JWK> found =
                one.get(new JWKSelector(new JWKMatcher.Builder().keyID(made).build()), null);
        assertThat(found).hasSize(1);
    }

    @Test
    void thePrivateKeyIsNotReadableInTheDatabase() {
        String privateExponent =
                ((RSAKey) instance().current()).getPrivateExponent().toString();

        SigningKey stored = mongo.findAll(SigningKey.class).getFirst();
        assertThat(new String(stored.encrypted(), StandardCharsets.ISO_8859_1))
                .doesNotContain(privateExponent)
                .doesNotContain("\"d\"");
    }

    @Test
    void anotherSecretSaysWhatIsWrong() {
        instance().current();

        assertThatExceptionOfType(KeyUnreadable.class)
                .isThrownBy(() -> instance("another secret").current())
                .withMessageContaining("MICMS_AUTH_KEY_SECRET");
    }

    private static List<String> published(SigningKeys keys) {
        return keys.get(ALL, null).stream().map(JWK::getKeyID).toList();
    }

    private SigningKeys instance() {
        return instance("secret");
    }

    private SigningKeys instance(String secret) {
        return new SigningKeys(mongo, new KeyProperties(secret, Duration.ofDays(30), Duration.ofMinutes(15)), clock);
    }
}
