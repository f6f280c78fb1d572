package io.micms.campaign.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.rules.NormalRule;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RuleParser;
import io.micms.campaign.rules.SegmentReferences.Named;
import io.micms.platform.problem.InvalidInput;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RulebookTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final String PUNE = "{\"field\":\"city\",\"operator\":\"=\",\"value\":\"Pune\"}";

    private static Segment.Draft draft(String name, String condition) {
        return new Segment.Draft(
                name,
                null,
                JsonMapper.shared().readTree("{\"combinator\":\"and\",\"rules\":[%s]}".formatted(condition)));
    }

    private static Segment segment(String name, String condition) {
        return Segment.create(draft(name, condition), NOW);
    }

    private static String in(Segment segment) {
        return "{\"field\":\"segment\",\"operator\":\"in\",\"value\":[\"%s\"]}".formatted(segment.id());
    }

    private static Rule.Group rule(String condition) {
        return RuleParser.parse(draft("", condition).rule(), "/rule", ZONE);
    }

    private static void change(Segment segment, String condition) {
        segment.change(draft(segment.name(), condition), rule(condition), ZONE, NOW);
    }

    @Test
    void itsEpochGrowsWithEveryChangeOfMeaningAndNeverFalls() {
        Segment one = segment("One", PUNE);
        Segment other = segment("Other", PUNE);
        Rulebook rulebook = Rulebook.empty().with(List.of(one, other), ZONE);
        assertThat(rulebook.rules().epoch()).isEqualTo(2);

        change(one, PUNE.replace("Pune", "PUNE"));
        assertThat(rulebook.with(List.of(one), ZONE).rules())
                .as("the same rules, and the index over them need not be built again")
                .isSameAs(rulebook.rules());
        change(one, PUNE.replace("Pune", "Goa"));
        other.delete(NOW);
        Rulebook changed = rulebook.with(List.of(one, other), ZONE);
        assertThat(changed.rules().epoch()).isEqualTo(4);
        assertThat(changed.rules().index().segmentIds()).containsExactly(one.id());
    }

    @Test
    void nobodyIsInASegmentWhoseRuleLeadsNowhere() {
        Segment inner = segment("Inner", PUNE);
        Segment outer = segment("Outer", in(inner));
        Segment other = segment("Other", PUNE);
        inner.archive(NOW);

        Rulebook rulebook = Rulebook.empty().with(List.of(inner, outer, other), ZONE);

        assertThat(rulebook.rules().index().segmentIds()).containsExactly(other.id());
    }

    @Test
    void knowsWhoRefersToASegmentAndWhichSayTheSame() {
        Segment inner = segment("Inner", PUNE);
        Segment outer = segment("Outer", in(inner));
        Rulebook rulebook = Rulebook.empty().with(List.of(inner, outer), ZONE);

        assertThat(rulebook.referringTo(inner.id())).extracting(Named::name).containsExactly("Outer");
        assertThat(rulebook.referringTo(outer.id())).isEmpty();
        assertThat(rulebook.sameAs(NormalRule.text(rule(PUNE.replace("Pune", "pUNE")))))
                .extracting(Named::name)
                .containsExactly("Inner");
    }

    /** A rule that is fine by itself may be too much for those that are made of it. */
    @Test
    void refusesAChangeThatOthersCouldNotBear() {
        Segment first = segment("S0", PUNE);
        Rulebook rulebook = Rulebook.empty().with(List.of(first), ZONE);
        Segment below = first;
        for (int i = 1; i <= 10; i++) {
            below = segment("S" + i, in(below));
            rulebook = rulebook.with(List.of(below), ZONE);
        }
        Segment unrelated = segment("Unrelated", PUNE);
        Rulebook all = rulebook.with(List.of(unrelated), ZONE);

        assertThatThrownBy(() -> all.check(new Named(first.id(), "S0", rule(in(unrelated)))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"S10\" is made of this one");
        all.check(new Named(first.id(), "S0", rule(PUNE)));
    }

    @Test
    void isUpToDateOnlyWithEverySegmentInItsVersion() {
        List<Segment> segments =
                IntStream.range(0, 3).mapToObj(i -> segment("S" + i, PUNE)).toList();
        Rulebook rulebook = Rulebook.empty().with(segments, ZONE);
        assertThat(rulebook.isOf(0)).isTrue();
        assertThat(rulebook.isOf(1)).isFalse();
        assertThat(rulebook.has(segments.getFirst().id(), 0)).isTrue();
        assertThat(rulebook.has(segments.getFirst().id(), 1)).isFalse();
        assertThat(rulebook.has("none", 0)).isFalse();
    }
}
