package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.platform.leasing.Leases;
import io.micms.platform.testing.MiCmsTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against the database that the platform runs on here. */
@MiCmsTest
class LeasesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired
    Leases leases;

    private final String name = UUID.randomUUID().toString();
    private final List<String> done = new ArrayList<>();

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

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
