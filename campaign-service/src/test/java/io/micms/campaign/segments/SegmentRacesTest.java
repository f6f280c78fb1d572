package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.problem.InvalidInput;
import io.micms.platform.testing.MiCmsTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Two people at the same instant. */
@MiCmsTest
class SegmentRacesTest {

    private static final int ROUNDS = 10;

    @Autowired
    SegmentService segments;

    @Test
    void twoWhoSaveTheHalvesOfACircleDoNotCloseIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String one = create("city", "=", "\"Raceborough\"");
            String other = create("city", "=", "\"Racebury\"");

            List<Exception> failures = atOnce(
                    () -> segments.change(one, draft("segment", "in", "[\"%s\"]".formatted(other)), null),
                    () -> segments.change(other, draft("segment", "in", "[\"%s\"]".formatted(one)), null));

            assertThat(failures).singleElement().isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void whatSomebodyRefersToIsNotTakenAway() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String one = create("city", "=", "\"Raceborough\"");

            List<Exception> failures =
                    atOnce(() -> segments.create(draft("segment", "in", "[\"%s\"]".formatted(one))), () -> {
                        segments.delete(one, null);
                        return null;
                    });

            assertThat(failures).singleElement().isInstanceOfAny(InvalidInput.class, SegmentInUse.class);
        }
    }

    private static List<Exception> atOnce(Callable<?> one, Callable<?> other) throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> changes = Stream.of(one, other)
                    .map(change -> people.submit(() -> {
                        together.await();
                        return (Object) change.call();
                    }))
                    .toList();
            return changes.stream().flatMap(SegmentRacesTest::failure).toList();
        }
    }

    private static Stream<Exception> failure(Future<Object> change) {
        try {
            change.get();
            return Stream.empty();
        } catch (ExecutionException e) {
            return Stream.of((Exception) e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String create(String field, String operator, String value) {
        return segments.create(draft(field, operator, value)).segment().id();
    }

    private static Segment.Draft draft(String field, String operator, String value) {
        return new Segment.Draft(
                "Race " + UUID.randomUUID(), null, JsonMapper.shared().readTree("""
                        {"combinator":"and","rules":[{"field":"%s","operator":"%s","value":%s}]}""".formatted(field, operator, value)));
    }
}
