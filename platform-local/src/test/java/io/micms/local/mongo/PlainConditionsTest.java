package io.micms.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import io.micms.local.mongo.PlainConditions.Answer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it tells is what the library's matcher finds. */
class PlainConditionsTest {

    private static final DefaultQueryMatcher LIBRARY = new DefaultQueryMatcher();

    @Property(tries = 10_000)
    void anAnswerIsThatOfTheLibrary(@ForAll("filters") Document filter, @ForAll("documents") Document document) {
        Document meant = TextExpressions.of(filter);
        Answer answer = PlainConditions.of(meant).tell(document);

        if (answer != Answer.UNKNOWN) {
            assertThat(answer == Answer.MATCHES).isEqualTo(LIBRARY.matches(document, meant));
        }
    }

    @Test
    void whatServicesAskMostIsToldHere() {
        Document document = new Document("facts", new Document("country", "in").append("tags", List.of("vip", "new")))
                .append("gone", null);

        assertThat(told(document, "facts.country", "in")).isEqualTo(Answer.MATCHES);
        assertThat(told(document, "facts.country", "de")).isEqualTo(Answer.DIFFERS);
        assertThat(told(document, "facts.city", "Pune")).isEqualTo(Answer.DIFFERS);
        assertThat(told(document, "facts.tags", "vip")).isEqualTo(Answer.MATCHES);
        assertThat(told(document, "facts.tags", new Document("$nin", List.of("old", "new"))))
                .isEqualTo(Answer.DIFFERS);
        assertThat(told(document, "facts.city", new Document("$nin", List.of("Pune"))))
                .isEqualTo(Answer.MATCHES);
        assertThat(told(document, "facts.city", new Document("$ne", null))).isEqualTo(Answer.DIFFERS);
        assertThat(told(document, "gone", null)).isEqualTo(Answer.MATCHES);
        assertThat(told(document, "gone.on", null)).isEqualTo(Answer.MATCHES);
        assertThat(told(document, "facts.points", new Document("$gte", 2_500))).isEqualTo(Answer.DIFFERS);
    }

    @Test
    void whatIsNotPlainIsLeftToTheLibrary() {
        Document document = new Document("points", 3_000).append("tags", Arrays.asList("vip", null));

        assertThat(told(document, "points", new Document("$gte", 2_500))).isEqualTo(Answer.UNKNOWN);
        assertThat(told(document, "points", 3_000)).isEqualTo(Answer.UNKNOWN);
        assertThat(told(document, "tags", "new")).isEqualTo(Answer.UNKNOWN);
        assertThat(told(document, "tags", null)).isEqualTo(Answer.UNKNOWN);
        assertThat(told(document, "$or", List.of(new Document("a", "b")))).isEqualTo(Answer.UNKNOWN);
    }

    private static Answer told(Document document, String path, @Nullable Object condition) {
        return PlainConditions.of(new Document(path, condition)).tell(document);
    }

    @Provide
    Arbitrary<Document> filters() {
        return GeneratedCommands.filters();
    }

    @Provide
    Arbitrary<Document> documents() {
        return GeneratedCommands.documents(3);
    }
}
