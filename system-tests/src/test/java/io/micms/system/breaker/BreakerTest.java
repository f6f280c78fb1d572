package io.micms.system.breaker;

import io.micms.system.RunningPlatform;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    @Test
    void withoutFaults() throws Exception {
        try (Arena arena = Arena.open(RunningPlatform.REPOSITORY, 1, System.out::println)) {
            System.out.println(Instant.now() + " up");
            try (Load load = arena.load(Duration.ofMillis(300))) {
                Thread.sleep(20_000);
                System.out.println(load.progress());
            }
            System.out.println(Instant.now());
            arena.auditor().await(Duration.ofMinutes(1));
            System.out.println(Instant.now());
        }
    }
}
