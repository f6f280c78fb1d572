package io.micms.platform.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.problem.StaleDocument;
import io.micms.platform.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Whatever instances, threads, the network and the clock do, the newest state is the last record of its key in the end.
 * The documents are in the database and written by the code that services run; only Kafka and the clock are the test's.
 */
class LastRecordPropertyTest {

    private static final Duration OVERDUE = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SETTLE_TIME = Duration.ofSeconds(50);
    private static final int INSTANCES = 3;
    private static final List<String> KEYS = List.of("one", "other");
    private static final TestDatabase DATABASE = TestDatabase.create();

    /** One in four states has nothing to tell. */
    static class Leaf extends PublishedDocument {

        private int colour;

        Leaf(String id, int colour) {
            super(id);
            this.colour = colour;
        }

        void paint(int colour) {
            this.colour = colour;
        }

        boolean tells() {
            return colour != 0;
        }
    }

    static class LeafPublication implements Publication<Leaf> {

        @Override
        public Class<Leaf> type() {
            return Leaf.class;
        }

        @Override
        public @Nullable OutgoingEvent event(Leaf leaf) {
            return leaf.tells()
                    ? new OutgoingEvent(
                            "leaves", leaf.id(), leaf.id(), "leaf.changed.v1", leaf.version(), Instant.EPOCH, leaf)
                    : null;
        }
    }

    enum Act {
        WRITE,
        SWEEP,
        SETTLE,
        LAND,
        ACKNOWLEDGE,
        GIVE_UP,
        LOSE,
        CRASH,
        NEW_PRODUCER,
        WAIT
    }

    /**
     * @param before how many of the next steps come between reading and writing
     * @param after how many come between writing and sending
     */
    record Step(Act act, int instance, int key, int number, int before, int after) {}

    @Provide
    Arbitrary<List<Step>> courses() {
        Arbitrary<Act> acts = Arbitraries.frequency(
                Tuple.of(6, Act.WRITE),
                Tuple.of(4, Act.SWEEP),
                Tuple.of(4, Act.SETTLE),
                Tuple.of(5, Act.LAND),
                Tuple.of(5, Act.ACKNOWLEDGE),
                Tuple.of(1, Act.GIVE_UP),
                Tuple.of(1, Act.LOSE),
                Tuple.of(2, Act.CRASH),
                Tuple.of(2, Act.NEW_PRODUCER),
                Tuple.of(3, Act.WAIT));
        Arbitrary<Integer> pauses = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1), Tuple.of(1, 3));
        return Combinators.combine(
                        acts,
                        // Mostly the same ones, so that they get into each other's way.
                        Arbitraries.frequency(Tuple.of(10, 0), Tuple.of(8, 1), Tuple.of(1, 2)),
                        Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1)),
                        Arbitraries.integers().between(0, 3),
                        pauses,
                        pauses)
                .as(Step::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(40);
    }

    @Example
    void aSweeperComesBetweenTheAcknowledgementAndItsSettlement() {
        new World(List.of(
                        step(Act.WRITE, 0),
                        step(Act.LAND, 0),
                        step(Act.ACKNOWLEDGE, 0),
                        step(Act.WAIT, 0),
                        step(Act.SWEEP, 1),
                        step(Act.SETTLE, 0)))
                .run();
    }

    @Example
    void aProducerIsReplacedBetweenTheWriteAndTheSend() {
        new World(List.of(
                        step(Act.WRITE, 0),
                        new Step(Act.WRITE, 0, 0, 1, 0, 1),
                        step(Act.NEW_PRODUCER, 0),
                        step(Act.LAND, 0),
                        step(Act.ACKNOWLEDGE, 0),
                        step(Act.SETTLE, 0)))
                .run();
    }

    private static Step step(Act act, int instance) {
        return new Step(act, instance, 0, 1, 0, 0);
    }

    @Property(tries = 500)
    void theNewestStateIsTheLastRecord(@ForAll("courses") List<Step> course) {
        new World(course).run();
    }

    /** A record on the wire. */
    private static final class Flight {

        final String sender;
        final String key;
        final long version;
        final Instant sentAt;
        final CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        boolean landed;
        boolean lost;

        Flight(String sender, OutgoingEvent event, Instant sentAt) {
            this.sender = sender;
            this.key = event.key();
            this.version = event.version();
            this.sentAt = sentAt;
        }

        boolean mayLand() {
            return !landed && !lost;
        }

        boolean isAwaited() {
            return !acknowledgement.isDone();
        }
    }

    private static final class Crashed extends RuntimeException {}

    private static final class World {

        private final Deque<Step> course;
        private final Map<String, List<Long>> topic = new HashMap<>();
        private final List<Flight> flights = new ArrayList<>();
        private final List<Instance> instances = new ArrayList<>();
        private final MongoTemplate database = new MongoTemplate(DATABASE.factory(), DATABASE.converter());
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private int depth;
        private int senders;

        private final Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };

        World(List<Step> course) {
            this.course = new ArrayDeque<>(course);
            database.remove(new Query(), Leaf.class);
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(new Instance());
            }
        }

        void run() {
            while (!course.isEmpty()) {
                step();
                checkWhatIsSettled();
            }
            comeToRest();
            for (Leaf leaf : database.find(new Query(), Leaf.class)) {
                assertThat(leaf.owed())
                        .as("%s after everything came to rest", leaf.id())
                        .isNull();
            }
            checkWhatIsSettled();
        }

        private void steps(int count) {
            depth++;
            for (int i = 0; i < count && !course.isEmpty(); i++) {
                step();
            }
            depth--;
        }

        private void step() {
            Step step = course.pop();
            Instance instance = instances.get(step.instance());
            instance.before = step.before();
            instance.after = step.after();
            try {
                switch (step.act()) {
                    case WRITE -> instance.write(KEYS.get(step.key()), step.number());
                    case SWEEP -> instance.documents.publishDue(10, Duration.ZERO);
                    case SETTLE -> instance.events().settle();
                    case LAND -> one(next(), step).ifPresent(this::land);
                    case ACKNOWLEDGE ->
                        one(flights.stream().filter(flight -> flight.landed && flight.isAwaited()), step)
                                .ifPresent(flight -> flight.acknowledgement.complete(null));
                    // No answer in time, which says nothing about what becomes of the record.
                    case GIVE_UP ->
                        one(flights.stream().filter(Flight::isAwaited), step)
                                .ifPresent(
                                        flight -> flight.acknowledgement.completeExceptionally(new TimeoutException()));
                    case LOSE -> one(next(), step).ifPresent(this::lose);
                    case CRASH -> crash(step.instance());
                    case NEW_PRODUCER -> instance.newProducer();
                    // A thread that has written sends within the time that the settle time allows for.
                    case WAIT -> {
                        if (depth == 0) {
                            pass(Duration.ofSeconds(List.of(1, 6, 20, 60).get(step.number())), step.key() == 0);
                        }
                    }
                }
            } catch (Crashed e) {
                assertThat(instance.dead).isTrue();
            } finally {
                instance.before = 0;
                instance.after = 0;
            }
        }

        /** What may land next: of each sender the oldest that is under way. */
        private Stream<Flight> next() {
            Set<String> senders = new HashSet<>();
            return flights.stream().filter(flight -> flight.mayLand() && senders.add(flight.sender + flight.key));
        }

        private static Optional<Flight> one(Stream<Flight> among, Step step) {
            List<Flight> flights = among.toList();
            return flights.isEmpty() ? Optional.empty() : Optional.of(flights.get(step.number() % flights.size()));
        }

        private void land(Flight flight) {
            flight.landed = true;
            topic.computeIfAbsent(flight.key, key -> new ArrayList<>()).add(flight.version);
        }

        private void lose(Flight flight) {
            flight.lost = true;
            flight.acknowledgement.completeExceptionally(new TimeoutException());
        }

        private void crash(int instance) {
            instances.get(instance).dead = true;
            instances.set(instance, new Instance());
        }

        private void pass(Duration time, boolean lateOnesLand) {
            now = now.plus(time);
            for (Flight flight : List.copyOf(flights)) {
                if (!flight.sentAt.plus(DELIVERY_TIMEOUT).isAfter(now)) {
                    flight.acknowledgement.completeExceptionally(new TimeoutException());
                }
                if (flight.mayLand() && !flight.sentAt.plus(SETTLE_TIME).isAfter(now)) {
                    if (lateOnesLand) {
                        land(flight);
                    } else {
                        lose(flight);
                    }
                }
            }
        }

        private void comeToRest() {
            for (int round = 0; round < 30; round++) {
                for (Flight flight : List.copyOf(flights)) {
                    if (flight.mayLand()) {
                        land(flight);
                    }
                    flight.acknowledgement.complete(null);
                }
                instances.forEach(instance -> instance.events().settle());
                pass(Duration.ofSeconds(7), true);
                instances.get(round % INSTANCES).documents.publishDue(10, Duration.ZERO);
            }
        }

        /** What owes nothing has its newest state as the last record, and none under way. */
        private void checkWhatIsSettled() {
            for (Leaf leaf : database.find(new Query(), Leaf.class)) {
                Owed owed = leaf.owed();
                if (owed == null) {
                    if (leaf.tells()) {
                        assertThat(topic.getOrDefault(leaf.id(), List.of()))
                                .as("records of %s", leaf.id())
                                .last()
                                .isEqualTo(leaf.version());
                    }
                    assertThat(flights)
                            .as("records of %s under way", leaf.id())
                            .noneMatch(flight -> flight.mayLand() && flight.key.equals(leaf.id()));
                } else {
                    assertThat(flights)
                            .as("records of %s under way, against %s", leaf.id(), owed)
                            .allMatch(flight -> !flight.mayLand()
                                    || !flight.key.equals(leaf.id())
                                    || flight.sender.equals(owed.sentBy())
                                    || isGone(owed.sentBy())
                                    || owed.unsettledUntil() != null
                                            && !flight.sentAt.plus(SETTLE_TIME).isAfter(owed.unsettledUntil()));
                }
            }
        }

        /** Whoever writes after a sender that is gone takes over from another. */
        private boolean isGone(@Nullable String sender) {
            return sender != null
                    && instances.stream()
                            .noneMatch(instance -> instance.sender().equals(sender));
        }

        /** One process of the service. */
        private final class Instance implements EventTransport {

            private final List<String> everyName = new ArrayList<>();
            private final PublishedDocuments<Leaf> documents;
            private @Nullable OwedEvents events;
            private boolean dead;
            private int before;
            private int after;

            Instance() {
                newProducer();
                this.documents = new PublishedDocuments<>(
                        new PausingTemplate(),
                        new LeafPublication(),
                        leaf -> new Document("colour", leaf.colour),
                        settlement -> {
                            events = new OwedEvents("leaves", this, clock, OVERDUE, SETTLE_TIME, settlement);
                            return events;
                        });
            }

            OwedEvents events() {
                return Objects.requireNonNull(events);
            }

            void newProducer() {
                everyName.add("sender " + senders++);
            }

            void write(String key, int colour) {
                Leaf leaf = documents.find(key).orElseGet(() -> new Leaf(key, colour));
                leaf.paint(colour);
                try {
                    documents.save(leaf);
                } catch (StaleDocument e) {
                    // Another one came first.
                }
            }

            @Override
            public String sender() {
                return everyName.getLast();
            }

            @Override
            public CompletableFuture<Void> send(OutgoingEvent event) {
                Flight flight = new Flight(sender(), event, now);
                flights.add(flight);
                return flight.acknowledgement;
            }

            /** Lets others come between reading and writing, and between writing and sending. */
            private final class PausingTemplate extends MongoTemplate {

                PausingTemplate() {
                    super(DATABASE.factory(), DATABASE.converter());
                }

                @Override
                public <T> T execute(Class<?> type, CollectionCallback<T> callback) {
                    int first = before;
                    int then = after;
                    before = 0;
                    after = 0;
                    pause(first);
                    T result = super.execute(type, callback);
                    pause(then);
                    return result;
                }

                private void pause(int steps) {
                    steps(steps);
                    if (dead) {
                        throw new Crashed();
                    }
                }
            }
        }
    }
}
