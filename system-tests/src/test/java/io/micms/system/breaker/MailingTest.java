package io.micms.system.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.system.RunningPlatform;
import io.micms.system.SignedIn;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A campaign to five hundred people, whose service is killed while it is sent. {@code ./mi-cms soak} has the large ones. */
class MailingTest {

    private static final int PEOPLE = 500;
    private static final int KILLS = 3;
    private static final Duration SLOWNESS = Duration.ofMillis(5);

    private static BreakablePlatform broken;

    @BeforeAll
    static void open() {
        RunningPlatform.stop();
        broken = BreakablePlatform.start(
                RunningPlatform.REPOSITORY,
                RunningPlatform.REPOSITORY
                        .resolve("system-tests")
                        .resolve("target")
                        .resolve("mailing"));
    }

    @AfterAll
    static void close() {
        broken.close();
    }

    @Test
    void everybodyGetsOneOrIsShownAsUnconfirmed() {
        SignedIn ada = SignedIn.as(broken.platform().gateway(), "ada@example.com");
        long seed = System.nanoTime();
        say("seed " + seed);
        Mailing mailing = new Mailing(broken, ada, new Random(seed), MailingTest::say);

        Mailing.Result result = mailing.send("mailing", PEOPLE, KILLS, SLOWNESS);

        say(result.toString());
        result.check();
        assertThat(result.states().get("SENT")).isGreaterThanOrEqualTo(PEOPLE - (long) KILLS * Mailing.PLACES);
    }

    private static void say(String what) {
        System.out.printf("%tT %s%n", LocalTime.now(), what);
    }
}
