package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.Redelivery;
import io.micms.platform.testing.Redelivery.Fed;
import io.micms.platform.testing.RunningService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever records of a batch cannot be used go to the dead letters, once for each delivery; the others are applied. */
class PoisonPropertyTest {

    private static final String TOPIC = "notes.inbound";

    private static RunningService service;
    private static Redelivery redelivery;
    private static KafkaProbe kafka;

    enum Kind {
        GOOD("{\"id\":\"%s\",\"text\":\"good\"}"),
        CUT_SHORT("{\"id\":\"%s"),
        NO_OBJECT("[\"%s\"]"),
        INVALID("{\"name\":\"%s\"}"),
        REFUSED("{\"id\":\"%s\",\"text\":\"refuse\"}"),
        FAILING("{\"id\":\"%s\",\"text\":\"boom\"}");

        private final String json;

        Kind(String json) {
            this.json = json;
        }
    }

    @BeforeContainer
    static void start() {
        service = RunningService.startUnfed(NotesApplication.class);
        redelivery = new Redelivery(service, Map.of(TOPIC, "notesInbound"));
        kafka = KafkaProbe.ofTests();
        // The producer learns of the topic, so that no later batch has to be repeated for that.
        redelivery.inOrder(List.of(new Fed(TOPIC, "0", "first", "", Instant.EPOCH)));
    }

    @AfterContainer
    static void stop() {
        kafka.close();
        service.close();
    }

    @Provide
    Arbitrary<List<Kind>> batches() {
        Arbitrary<List<Kind>> quick = Arbitraries.frequency(
                        Tuple.of(4, Kind.GOOD),
                        Tuple.of(1, Kind.CUT_SHORT),
                        Tuple.of(1, Kind.NO_OBJECT),
                        Tuple.of(1, Kind.INVALID),
                        Tuple.of(1, Kind.REFUSED))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        // One at most that fails, since each is tried for a while.
        return quick.flatMap(batch -> Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(batch)),
                Tuple.of(1, Arbitraries.integers().between(0, batch.size()).map(position -> {
                    List<Kind> poisoned = new ArrayList<>(batch);
                    poisoned.add(position, Kind.FAILING);
                    return poisoned;
                }))));
    }

    @Property(tries = 12)
    void poisonGoesAsideOnceAndTheRestIsApplied(@ForAll("batches") List<Kind> batch) {
        String id = UUID.randomUUID().toString();
        List<Fed> records = new ArrayList<>();
        List<String> good = new ArrayList<>();
        List<String> poison = new ArrayList<>();
        for (Kind kind : batch) {
            String key = id + "-" + records.size();
            records.add(new Fed(TOPIC, key, key, kind.json.formatted(key), Instant.EPOCH));
            (kind == Kind.GOOD ? good : poison).add(key);
        }

        redelivery.run(records, List.of());
        assertThat(asideOf(id)).containsExactlyInAnyOrderElementsOf(poison);
        redelivery.run(records, List.of());
        assertThat(asideOf(id))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(poison.stream(), poison.stream()).toList());
        PublishedDocuments<?> notes = service.bean(PublishedDocuments.class);
        assertThat(good).allMatch(key -> notes.find(key).isPresent());
        assertThat(poison).noneMatch(key -> notes.find(key).isPresent());
    }

    private static List<String> asideOf(String id) {
        return kafka
                .read(
                        TOPIC + ".dlq",
                        letter -> letter.key() != null && letter.key().startsWith(id))
                .stream()
                .map(letter -> letter.key())
                .toList();
    }
}
