package io.micms.local.mongo;

import static io.micms.local.mongo.GeneratedCommands.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.micms.local.mongo.GeneratedCommands.Write;
import io.micms.local.mongo.journal.Journal.Durability;
import io.micms.local.mongo.journal.JournalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What a database has is what it has when it is opened again, however it ended. */
class DurableDataTest {

    private static final long NEVER_COMPACT = Long.MAX_VALUE;

    private Path directory;

    @BeforeTry
    void newDirectory() throws IOException {
        directory = Files.createTempDirectory("mi-cms-journal");
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void isTheSameWhenItIsOpenedAgain(
            @ForAll("writes") List<Write> writes, @ForAll("writes") List<Write> more, @ForAll Durability durability) {
        Document before;
        try (Opened opened = new Opened(directory, durability)) {
            writes.forEach(write -> write.to(opened.commands));
            before = opened.commands.dump();
        }
        try (Opened opened = new Opened(directory, durability)) {
            assertThat(opened.commands.dump()).isEqualTo(before);
            more.forEach(write -> write.to(opened.commands));
            before = opened.commands.dump();
        }
        try (Opened opened = new Opened(directory, durability)) {
            assertThat(opened.commands.dump()).isEqualTo(before);
        }
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void aCutTailCostsOnlyTheCommandThatWasCut(@ForAll("writes") List<Write> writes) throws IOException {
        TreeMap<Long, Document> acknowledged = new TreeMap<>();
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            acknowledged.put(journalLength(), opened.commands.dump());
            for (Write write : writes) {
                write.to(opened.commands);
                acknowledged.put(journalLength(), opened.commands.dump());
            }
        }
        byte[] whole = Files.readAllBytes(journal(directory));
        Path cut = directory.resolve("cut");
        Files.createDirectories(cut);
        long first = acknowledged.firstKey();
        for (long end = first; end <= whole.length; end++) {
            // Every byte of the last frames, and of the others those around their ends.
            long toEnd = acknowledged.ceilingKey(end) - end;
            if (whole.length - end > 400 && toEnd > 2 && end - acknowledged.floorKey(end) > 2) {
                continue;
            }
            Files.write(journal(cut), Arrays.copyOf(whole, (int) end));
            try (Opened opened = new Opened(cut, Durability.WRITTEN)) {
                assertThat(opened.commands.dump())
                        .as("cut at %d of %d", end, whole.length)
                        .isEqualTo(acknowledged.floorEntry(end).getValue());
            }
            assertThat(Files.size(journal(cut))).isEqualTo(acknowledged.floorKey(end));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void compactingChangesNothingWhereverItEnds(
            @ForAll("writes") List<Write> before,
            @ForAll("writes") List<Write> during,
            @ForAll("writes") List<Write> after)
            throws IOException {
        List<Path> crashes = new ArrayList<>();
        List<Document> states = new ArrayList<>();
        Document end;
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            before.forEach(write -> write.to(opened.commands));
            EmbeddedBackend.Compaction compaction = opened.backend.compaction();
            crashes.add(crash());
            states.add(opened.commands.dump());
            during.forEach(write -> write.to(opened.commands));
            crashes.add(crash());
            states.add(opened.commands.dump());
            compaction.finish();
            crashes.add(crash());
            states.add(opened.commands.dump());
            after.forEach(write -> write.to(opened.commands));
            end = opened.commands.dump();
        }
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            assertThat(opened.commands.dump()).isEqualTo(end);
        }
        for (int i = 0; i < crashes.size(); i++) {
            try (Opened opened = new Opened(crashes.get(i), Durability.WRITTEN)) {
                assertThat(opened.commands.dump()).as("crash %d", i).isEqualTo(states.get(i));
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void aDamageInTheMiddleIsNamedAndNotCutAway(@ForAll("writes") List<Write> writes, @ForAll double where)
            throws IOException {
        List<Long> ends = new ArrayList<>();
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            ends.add(journalLength());
            for (Write write : writes) {
                write.to(opened.commands);
                if (journalLength() > ends.getLast()) {
                    ends.add(journalLength());
                }
            }
        }
        if (ends.size() < 3) {
            return;
        }
        long lastFrame = ends.get(ends.size() - 2);
        int damaged = (int) (ends.getFirst() + Math.floorMod((long) (where * 1e6), lastFrame - ends.getFirst()));
        byte[] bytes = Files.readAllBytes(journal(directory));
        bytes[damaged] ^= 0x10;
        Files.write(journal(directory), bytes);
        long frame =
                ends.stream().filter(end -> end <= damaged).max(Long::compare).orElseThrow();

        assertThatThrownBy(() -> new Opened(directory, Durability.WRITTEN))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining(journal(directory).toString())
                .hasMessageContaining("damaged at offset " + frame);
        assertThat(Files.readAllBytes(journal(directory))).isEqualTo(bytes);
    }

    @Example
    void aFailedCommandKeepsWhatItDid() {
        Document before;
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            opened.commands.createIndex(
                    COLLECTION,
                    new Document("key", new Document("a", 1))
                            .append("name", "a")
                            .append("unique", true));
            opened.commands.insert(
                    COLLECTION,
                    new Document("_id", 1).append("a", 1),
                    new Document("_id", 2).append("a", 1),
                    new Document("_id", 3));
            before = opened.commands.dump();
            assertThat(opened.commands.find(COLLECTION, new Document())).hasSize(2);
        }
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            assertThat(opened.commands.dump()).isEqualTo(before);
        }
    }

    @Example
    void dropsAreRemembered() {
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            opened.commands.insert("one", new Document("_id", 1));
            opened.commands.insert("two", new Document("_id", 1).append("a", 1));
            opened.commands.createIndex("two", new Document("key", new Document("a", 1)).append("name", "a"));
            opened.commands.createIndex("two", new Document("key", new Document("b", 1)).append("name", "b"));
            opened.commands.run(new Document("drop", "one"));
            opened.commands.run(new Document("dropIndexes", "two").append("index", "a"));
        }
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            Document dump = opened.commands.dump();
            assertThat(dump).containsOnlyKeys("two");
            assertThat(((Document) dump.get("two")).get("indexes").toString())
                    .contains("\"b\"")
                    .doesNotContain("\"a\"");
        }
    }

    @Example
    void aJournalThatIsMostlyGarbageIsWrittenAnew() throws Exception {
        try (Opened opened = new Opened(directory, Durability.WRITTEN, 100_000)) {
            String text = "x".repeat(1000);
            for (int i = 0; i < 500; i++) {
                opened.commands.update(
                        COLLECTION,
                        new Document("_id", i % 10),
                        new Document("$set", new Document("n", i).append("text", text)),
                        false,
                        true);
            }
            long until = System.nanoTime() + 20_000_000_000L;
            while (journalLength() > 100_000 && System.nanoTime() < until) {
                Thread.sleep(50);
            }
            assertThat(journalLength()).isLessThan(20_000);
        }
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            assertThat(opened.commands.find(COLLECTION, new Document("_id", 9)).getFirst())
                    .containsEntry("n", 499);
        }
    }

    @Example
    void aDirectoryIsForOneAtATime() {
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            opened.commands.insert(COLLECTION, new Document("_id", 1));
            assertThatThrownBy(() -> new Opened(directory, Durability.WRITTEN))
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("in use by another process (pid "
                            + ProcessHandle.current().pid());
        }
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            assertThat(opened.commands.find(COLLECTION, new Document())).hasSize(1);
        }
    }

    @Example
    void aDocumentThatIsTooLargeIsRefusedBeforeItIsThere() {
        try (Opened opened = new Opened(directory, Durability.WRITTEN)) {
            Document reply =
                    opened.commands.insert(COLLECTION, new Document("_id", 1).append("text", "x".repeat(17 << 20)));
            assertThat(reply.toString()).contains("larger than 16 MB");
            assertThat(opened.commands.find(COLLECTION, new Document())).isEmpty();
        }
        new Opened(directory, Durability.WRITTEN).close();
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<Write> index = GeneratedCommands.indexes()
                .map(definition -> new Write("index " + definition, commands -> {
                    try {
                        commands.createIndex(COLLECTION, definition);
                    } catch (RuntimeException e) {
                        // The same keys under another name, or two arrays in a document that is there.
                        assertThat(e).hasMessageMatching("(?s).*(already exists|same name|parallel arrays).*");
                    }
                }));
        return Arbitraries.frequencyOf(Tuple.of(9, GeneratedCommands.writes()), Tuple.of(1, index))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /** What a crash at this moment would leave. */
    private Path crash() throws IOException {
        Path copy = Files.createTempDirectory(directory, "crash");
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return copy;
    }

    private static Path journal(Path directory) {
        return directory.resolve("journal");
    }

    private long journalLength() throws IOException {
        return Files.size(journal(directory));
    }

    private static final class Opened implements AutoCloseable {

        final EmbeddedBackend backend;
        final Commands commands;

        Opened(Path directory, Durability durability) {
            this(directory, durability, NEVER_COMPACT);
        }

        Opened(Path directory, Durability durability, long worthCompacting) {
            this.backend = EmbeddedBackend.in(directory, durability, Clock.systemUTC(), worthCompacting);
            this.commands = new Commands(backend);
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
