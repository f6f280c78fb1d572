package io.micms.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.facts.Settling;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Delivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class RedeliveryPropertyTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<String> TOPICS = List.of("customers", "orders", "messages");

    private static final int KINDS = 5;

    private static RunningService service;
    private static Redelivery redelivery;

    @BeforeContainer
    static void start() {
        service = RunningService.startUnfed(InsightServiceApplication.class, "--micms.insights.settle-every=10ms");
        redelivery =
                new Redelivery(service, Map.of("customers", "customers", "orders", "orders", "messages", "messages"));
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    /** @param version out of order and twice, as after sends that nobody answered */
    record State(String topic, int number, int version, int kind) {

        Fed fed() {
            String body = gone() != null
                    ? gone()
                    : switch (topic) {
                        case "customers" ->
                            "'city':'%s','tags':['%s'],'mergedIds':[%s],'createdAt':'2026-11-0%dT10:00:00Z'"
                                    .formatted(word(), word(), kind == 2 ? "'" + neighbour() + "'" : "", 1 + kind);
                        case "orders" ->
                            "'customerId':'%s','status':'%s','total':'%d.50','placedAt':'2026-11-0%dT10:00:00Z','items':[{'category':'%s','quantity':1,'unitPrice':'9.00'}]"
                                    .formatted(
                                            kind == 1 ? neighbour() : customer(), word(), 10 + kind, 1 + kind, word());
                        default ->
                            "'customerId':'%s','campaignId':'k','state':'%s'%s"
                                    .formatted(
                                            customer(),
                                            word(),
                                            kind == 2
                                                    ? ",'sentAt':'2026-11-02T10:00:00Z','openedAt':'2026-11-02T11:00:00Z'"
                                                    : "");
                    };
            String id = "customers".equals(topic) ? customer() : topic + number;
            // The same version always says the same.
            return new Fed(
                    topic,
                    customer(),
                    id,
                    "{'id':'%s','version':%d,%s}"
                            .formatted(id, version * KINDS + kind, body)
                            .replace('\'', '"'),
                    NOON);
        }

        /** What is said of customers and orders that are no more; null if this one is. */
        private @Nullable String gone() {
            return switch (topic) {
                case "customers" ->
                    switch (kind) {
                        case 3 -> "'mergedInto':'%s','mergedAt':'2026-11-03T10:00:00Z'".formatted(neighbour());
                        case 4 -> "'erasedAt':'2026-11-03T10:00:00Z','identityHashes':[]";
                        default -> null;
                    };
                case "orders" ->
                    kind < 3 ? null : "'customerId':'%s','deletedAt':'2026-11-03T10:00:00Z'".formatted(customer());
                default -> null;
            };
        }

        private String customer() {
            return "c" + number;
        }

        private String neighbour() {
            return "c" + (number + 1) % 3;
        }

        private String word() {
            return switch (topic) {
                case "customers" -> List.of("Pune", "Mumbai", "Delhi").get(kind % 3);
                case "orders" -> List.of("PAID", "CANCELLED", "REFUNDED").get(kind % 3);
                default -> List.of("QUEUED", "SKIPPED", "SENT").get(kind % 3);
            };
        }
    }

    @Provide
    Arbitrary<List<Fed>> histories() {
        return Combinators.combine(
                        Arbitraries.of(TOPICS),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, KINDS - 1))
                .as(State::new)
                .map(State::fed)
                .list()
                .ofMinSize(1)
                .ofMaxSize(24);
    }

    @Provide
    Arbitrary<List<Delivery>> schedules() {
        return Redelivery.schedules();
    }

    @Property(tries = 40)
    void anyDeliveryEndsInTheStateOfTheOrderlyOne(
            @ForAll("histories") List<Fed> records, @ForAll("schedules") List<Delivery> schedule) {
        // What was computed of each state is there before the next one comes, and has to be taken back.
        List<String> orderly = stateAfter(() -> records.forEach(record -> {
            redelivery.inOrder(List.of(record));
            service.bean(Settling.class).settle();
        }));

        assertThat(stateAfter(() -> redelivery.run(records, schedule))).isEqualTo(orderly);
    }

    private static List<String> stateAfter(Runnable deliveries) {
        service.clear("customers", "orders", "messages", "days", "people");
        deliveries.run();
        Settling settling = service.bean(Settling.class);
        service.comeToRest(() -> settling.pending() == 0);
        List<String> state = new ArrayList<>();
        TOPICS.forEach(collection -> state.addAll(service.state(collection)));
        state.addAll(service.state("people", "revision"));
        // A day that something was said of and then taken back is there with nothing in it.
        service.state("days", "revision").stream()
                .filter(day -> !day.contains("\"placed\": 0,")
                        || !day.contains("\"newCustomers\": 0,")
                        || !day.contains("\"messages\": [],"))
                .forEach(state::add);
        return state;
    }
}
