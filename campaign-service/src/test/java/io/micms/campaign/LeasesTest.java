package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.leasing.Leases;
import io.micms.platform.problem.Unavailable;
import io.micms.platform.testing.MiCmsTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against the database that the platform runs on here. */
@MiCmsTest
class LeasesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired
    Leases leases;

    private final String name = UUID.randomUUID().toString();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whileOneIsAtItNobodyElseIs() {
        leases.run(name, LONG, () -> {
            done.add("first");
            leases.run(name, LONG, () -> done.add("second"));
            leases.run(name + "-other", LONG, () -> done.add("other work"));
        });
        leases.run(name, LONG, () -> done.add("later"));

        assertThat(done).containsExactly("first", "other work", "later");
    }

    @Test
    void whoFailsLetsTheOthersTry() {
        assertThatThrownBy(() -> leases.run(name, LONG, () -> {
                    throw new IllegalStateException("planned");
                }))
                .hasMessage("planned");
        leases.run(name, LONG, () -> done.add("next"));

        assertThat(done).containsExactly("next");
    }

    @Test
    void whoDiedAtItIsWaitedForNoLongerThanTheLease() {
        leases.run(name, Duration.ofMillis(1), () -> {
            sleep(Duration.ofMillis(50));
            leases.run(name, LONG, () -> done.add("taken over"));
        });

        assertThat(done).containsExactly("taken over");
    }

    @Test
    void whoTakesTurnsWaitsForTheOthersAndNotForEver() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = other.submit(() -> leases.inTurn(name, LONG, LONG, () -> {
                done.add("first");
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return done.add("first is done");
            }));
            begun.await();
            assertThatThrownBy(() -> leases.inTurn(name, LONG, Duration.ZERO, () -> done.add("impatient")))
                    .isInstanceOf(Unavailable.class);
            Future<Boolean> second = other.submit(() -> leases.inTurn(name, LONG, LONG, () -> done.add("second")));
            end.countDown();
            first.get();
            second.get();
        }

        assertThat(done).containsExactly("first", "first is done", "second");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
