package io.micms.campaign.communications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.communications.Communication.Content;
import io.micms.campaign.communications.Communication.Entry;
import io.micms.campaign.communications.Communication.Kind;
import io.micms.campaign.communications.Communication.TaskPlan;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommunicationTest {

    private static final Instant NOW = Instant.parse("2026-11-02T11:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(3));

    private static Communication recorded(@Nullable List<String> tags, @Nullable TaskPlan task) {
        return Communication.record(
                new Entry("c-1", Kind.CALL, " Asked for blue. ", null, tags, task, null), "Ada", NOW);
    }

    @Test
    void tagsAreStrippedAndSaidOnce() {
        assertThat(recorded(List.of(" shoes ", "blue", "shoes"), null).tags()).containsExactly("shoes", "blue");
        assertThat(recorded(null, null).tags()).isEmpty();
    }

    @Test
    void everyFaultIsPointedAt() {
        List<String> tags =
                new ArrayList<>(IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        tags.add("x".repeat(51));
        tags.add(" ");
        Entry entry = new Entry(null, null, " ", NOW.plusSeconds(1), tags, new TaskPlan(null, "x".repeat(201)), null);

        assertThatThrownBy(() -> Communication.record(entry, "Ada", NOW))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(
                                        "/customerId",
                                        "/kind",
                                        "/at",
                                        "/text",
                                        "/tags",
                                        "/tags/20",
                                        "/tags/21",
                                        "/task/dueAt",
                                        "/task/assignee"));
    }

    @Test
    void aNullTagIsAFaultAndNoMore() {
        assertThatThrownBy(() -> recorded(Collections.singletonList(null), null))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/tags/0"));
    }

    @Test
    void aTaskIsDoneByWhoeverSaidSoFirst() {
        Communication call = recorded(null, new TaskPlan(DUE, "grace@example.com"));
        assertThat(call.task()).isEqualTo(new Task(DUE, "grace@example.com", null, null));

        call.complete("Grace", NOW.plusSeconds(1));
        call.complete("Ada", NOW.plusSeconds(2));
        assertThat(call.task()).isEqualTo(new Task(DUE, "grace@example.com", NOW.plusSeconds(1), "Grace"));

        call.reopen(NOW.plusSeconds(3));
        assertThat(call.task()).isEqualTo(new Task(DUE, "grace@example.com", null, null));
    }

    @Test
    void anEditLeavesATaskDone() {
        Communication call = recorded(List.of("old"), new TaskPlan(DUE, null));
        call.complete("Grace", NOW.plusSeconds(1));

        call.edit(new Content("New", List.of("new"), new TaskPlan(DUE.plusSeconds(60), "Ada")), NOW.plusSeconds(2));

        assertThat(call.text()).isEqualTo("New");
        assertThat(call.tags()).containsExactly("new");
        assertThat(call.task()).isEqualTo(new Task(DUE.plusSeconds(60), "Ada", NOW.plusSeconds(1), "Grace"));
        assertThat(call.updatedAt()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void whatIsWrongChangesNothing() {
        Communication call = recorded(List.of("old"), null);

        assertThatThrownBy(() -> call.edit(new Content("New", List.of(""), null), NOW))
                .isInstanceOf(InvalidInput.class);
        assertThat(call.text()).isEqualTo("Asked for blue.");
        assertThat(call.updatedAt()).isNull();
    }

    @Test
    void withoutATaskThereIsNothingToComplete() {
        Communication call = recorded(null, null);

        assertThatThrownBy(() -> call.complete("Ada", NOW)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> call.reopen(NOW)).isInstanceOf(Conflict.class);
    }

    @Test
    void nothingOfWhatWasSaidIsLeftOfADeletedEntry() {
        Communication call = recorded(List.of("shoes"), new TaskPlan(DUE, "grace@example.com"));

        call.delete(NOW);

        assertThat(call.text()).isEmpty();
        assertThat(call.tags()).isEmpty();
        assertThat(call.task()).isNull();
        assertThat(call.deletedAt()).isEqualTo(NOW);
    }
}
