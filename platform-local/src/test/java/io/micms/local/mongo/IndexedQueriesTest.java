package io.micms.local.mongo;

import static io.micms.local.mongo.GeneratedCommands.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/** An index changes nothing but the time that a query takes. */
class IndexedQueriesTest {

    private final EmbeddedBackend indexed = EmbeddedBackend.inMemory(Clock.systemUTC());
    private final EmbeddedBackend plain = EmbeddedBackend.inMemory(Clock.systemUTC());

    private record Search(Document filter, Document sort, int skip, int limit) {}

    private record Round(GeneratedCommands.Write write, Search search) {}

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anIndexedQueryFindsWhatAScanFinds(
            @ForAll("manyDocuments") List<Document> documents,
            @ForAll("indexes") List<Document> indexes,
            @ForAll("rounds") List<Round> rounds) {
        Commands withIndexes = new Commands(indexed);
        Commands without = new Commands(plain);
        for (Document index : indexes) {
            withIndexes.createIndex(COLLECTION, index);
        }
        for (Document document : documents) {
            withIndexes.insert(COLLECTION, document);
            without.insert(COLLECTION, document);
        }
        for (Round round : rounds) {
            round.write().to(withIndexes);
            round.write().to(without);
            Search search = round.search();
            assertThat(withIndexes.find(COLLECTION, search.filter()))
                    .as("%s", search.filter())
                    .containsExactlyInAnyOrderElementsOf(without.find(COLLECTION, search.filter()));
            assertThat(withIndexes.count(COLLECTION, search.filter()))
                    .as("how many are %s", search.filter())
                    .isEqualTo(without.find(COLLECTION, search.filter()).size());
            assertThat(withIndexes.find(COLLECTION, search.filter(), search.sort(), search.skip(), search.limit()))
                    .as("%s", search)
                    .containsExactlyElementsOf(
                            without.find(COLLECTION, search.filter(), search.sort(), search.skip(), search.limit()));
        }
        withIndexes.run(new Document("dropDatabase", 1));
        without.run(new Document("dropDatabase", 1));
    }

    @AfterProperty
    void close() {
        indexed.close();
        plain.close();
    }

    @Provide
    Arbitrary<List<Document>> manyDocuments() {
        // The more there are, the more it matters which index is chosen and in which order it is walked.
        return Arbitraries.frequencyOf(
                Tuple.of(14, GeneratedCommands.documents(40).list().ofMinSize(5).ofMaxSize(40)),
                Tuple.of(
                        1,
                        GeneratedCommands.documents(2000).list().ofMinSize(1100).ofMaxSize(1300)));
    }

    @Provide
    Arbitrary<List<Document>> indexes() {
        return GeneratedCommands.indexes()
                .list()
                .uniqueElements(index -> index.get("key"))
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Round>> rounds() {
        Arbitrary<Search> searches = Combinators.combine(
                        GeneratedCommands.filters(),
                        GeneratedCommands.sorts(),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 6))
                .as(Search::new);
        return Combinators.combine(GeneratedCommands.writes(), searches)
                .as(Round::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(12);
    }
}
