package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.SegmentReferences.Named;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentReferencesTest {

    private static final Rule ONE =
            new Rule.NumberComparison(new Subject.Field("attributes.x"), Rule.Ordering.GREATER, BigDecimal.ONE);

    private final Map<String, Named> segments = new HashMap<>();

    private void segment(String id, Rule... rules) {
        segments.put(id, new Named(id, id.toUpperCase(), new Group(Combinator.AND, false, List.of(rules))));
    }

    private static Rule in(String... ids) {
        return new Rule.InSegments(
                false,
                Arrays.stream(ids).map(id -> new Rule.Reference(id, null)).toList());
    }

    private SegmentReferences references() {
        return new SegmentReferences(id -> Optional.ofNullable(segments.get(id)));
    }

    private List<Fault> faults(String id) {
        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> references().resolve(segments.get(id), "/rule"));
        return refused == null ? List.of() : refused.faults();
    }

    @Test
    void fillsInTheRules() {
        segment("a", ONE, in("b"));
        segment("b", in("c"));
        segment("c", ONE);

        Group a = references().resolve(segments.get("a"), "/rule");

        Rule.InSegments b = (Rule.InSegments) a.rules().get(1);
        Rule.InSegments c =
                (Rule.InSegments) b.segments().getFirst().resolved().rules().getFirst();
        assertThat(c.segments().getFirst().resolved())
                .isEqualTo(segments.get("c").rule());
        assertThat(SegmentReferences.in(segments.get("a").rule())).containsExactly("b");
    }

    @Test
    void sharesTheRuleOfASegmentThatIsReferredToTwice() {
        segment("a", in("b", "c"));
        segment("b", in("c"));
        segment("c", ONE);

        Rule.InSegments both = (Rule.InSegments)
                references().resolve(segments.get("a"), "/rule").rules().getFirst();
        Rule.InSegments inB =
                (Rule.InSegments) both.segments().get(0).resolved().rules().getFirst();

        assertThat(inB.segments().getFirst().resolved())
                .isSameAs(both.segments().get(1).resolved());
    }

    @Test
    void pointsAtEveryReferenceThatLeadsNowhere() {
        segment("a", new Group(Combinator.OR, false, List.of(ONE, in("b", "nowhere"))), in("gone"));
        segment("b", ONE);

        assertThat(faults("a"))
                .extracting(Fault::pointer)
                .containsExactly("/rule/rules/0/rules/1/value/1", "/rule/rules/1/value/0");
    }

    @Test
    void namesTheChainOfACycle() {
        segment("a", in("b"));
        segment("b", in("c"));
        segment("c", ONE, in("d"));
        segment("d", in("a"));

        assertThat(faults("a"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/rule/rules/0/value/0"))
                .satisfies(fault -> assertThat(fault.detail()).contains("\"A\" → \"B\" → \"C\" → \"D\" → \"A\""));
        segment("e", in("e"));
        assertThat(faults("e"))
                .singleElement()
                .extracting(Fault::detail)
                .asString()
                .contains("\"E\" → \"E\"");
    }

    @Test
    void goesTenDeep() {
        segment("s0", ONE);
        IntStream.rangeClosed(1, 11).forEach(i -> segment("s" + i, in("s" + (i - 1))));

        assertThat(faults("s10")).isEmpty();
        assertThat(faults("s11")).extracting(Fault::pointer).containsExactly("/rule/rules/0/value/0");
    }

    /** What was resolved before must not hide how deep it is. */
    @Test
    void goesTenDeepAlsoFromWhatIsKnown() {
        segment("s0", ONE);
        IntStream.rangeClosed(1, 11).forEach(i -> segment("s" + i, in("s" + (i - 1))));
        SegmentReferences references = references();
        IntStream.rangeClosed(0, 10).forEach(i -> references.resolve(segments.get("s" + i), "/rule"));

        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> references.resolve(segments.get("s11"), "/rule"));

        assertThat(refused).isNotNull();
    }

    @Test
    void survivesAChainOfTenThousand() {
        segment("s0", ONE);
        IntStream.rangeClosed(1, 10_000).forEach(i -> segment("s" + i, in("s" + (i - 1))));

        assertThat(faults("s10000")).hasSize(1);
    }

    @Test
    void refusesWhatWouldDoubleTenTimes() {
        segment("s0", Stream.generate(() -> ONE).limit(100).toArray(Rule[]::new));
        IntStream.rangeClosed(1, 10).forEach(i -> segment("s" + i, in("s" + (i - 1)), in("s" + (i - 1))));

        assertThat(faults("s6")).isEmpty();
        assertThat(faults("s7"))
                .singleElement()
                .extracting(Fault::detail)
                .asString()
                .contains("10000 conditions");
    }

    @Test
    void refusesWhatADatabaseCouldNotBeAsked() {
        segment("s0", ONE);
        IntStream.rangeClosed(1, 4).forEach(i -> segment("s" + i, nested(in("s" + (i - 1)), 18)));

        assertThat(faults("s3")).isEmpty();
        assertThat(faults("s4"))
                .singleElement()
                .extracting(Fault::detail)
                .asString()
                .contains("60 deep");
    }

    private static Rule nested(Rule rule, int depth) {
        return depth == 0 ? rule : new Group(Combinator.OR, false, List.of(nested(rule, depth - 1)));
    }
}
