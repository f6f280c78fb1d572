package io.micms.system.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.launcher.Port;
import io.micms.system.RunningPlatform;
import io.micms.system.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    /** One of them is killed while both send: what it was at is shown, the other one and its successor send the rest. */
    @Test
    void twoInstancesSendEachMessageOnceThoughOneIsKilled() {
        SignedIn ada = SignedIn.as(broken.platform().gateway(), "ada@example.com");
        long seed = System.nanoTime();
        say("seed " + seed);
        Mailing mailing = new Mailing(broken, ada, new Random(seed), MailingTest::say);

        broken.withSecond(Port.CAMPAIGN, second -> {
            Mailing.Result result = mailing.send("shared", PEOPLE, 1, SLOWNESS);

            say(result.toString());
            result.check();
            assertThat(result.states().get("SENT")).isGreaterThanOrEqualTo(PEOPLE - (long) Mailing.PLACES);
            assertThat(sentBy(second)).isBetween(1L, PEOPLE - 1L);
            return result;
        });
    }

    /** As its figures say. */
    private static long sentBy(URI instance) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String figures = http.send(
                            HttpRequest.newBuilder(instance.resolve("/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return figures.lines()
                    .filter(line -> line.startsWith("micms_messages_total{") && line.contains("state=\"SENT\""))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void say(String what) {
        System.out.printf("%tT %s%n", LocalTime.now(), what);
    }
}
