package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.RuleExplanation.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RuleExplanationTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Group LOCALS = group("{'field':'city','operator':'=','value':'pune'}");

    private static Group group(String conditions) {
        return RuleParser.parse(
                JsonMapper.shared()
                        .readTree("{\"combinator\":\"and\",\"not\":true,\"rules\":[%s]}"
                                .formatted(conditions.replace('\'', '"'))),
                "/rule",
                ZoneOffset.UTC);
    }

    @Test
    void tellsWhatEachConditionSawAndUntilWhenItHolds() {
        Group rule = group("""
                {'field':'orders.total','operator':'>=','value':5000,'within':'P90D'},
                {'field':'birthDate','operator':'anniversaryWithinNext','value':'P7D'},
                {'field':'country','operator':'null'},
                {'field':'orders.lastAt','operator':'withinLast','value':'P30D'}""");
        Aggregate window = Aggregates.in(rule).iterator().next();
        Instant lastAt = Instant.parse("2026-11-01T10:30:00Z");
        Instant leaves = Instant.parse("2027-01-30T10:30:00Z");
        Facts facts = new Facts.Builder(NOW, ZoneOffset.UTC)
                .aggregate(window, 2, new BigDecimal("7250.00"), leaves)
                .date("birthDate", LocalDate.of(1990, 12, 25))
                .instant("orders.lastAt", lastAt, null)
                .build();

        Finding finding = RuleExplanation.of(rule, facts, id -> id, Map.of());

        assertThat(finding.pointer()).isEmpty();
        assertThat(finding.holds()).isTrue();
        assertThat(finding.not()).isTrue();
        assertThat(finding.combinator()).isEqualTo(Combinator.AND);
        assertThat(finding.description()).isEqualTo("Not all of these");
        assertThat(finding.changesAt()).isEqualTo("2026-12-01T10:30:00Z");
        assertThat(finding.rules())
                .extracting(Finding::pointer, Finding::holds, Finding::value, Finding::changesAt)
                .containsExactly(
                        tuple("/rules/0", true, "7,250", leaves),
                        tuple("/rules/1", false, "25 December 1990", Instant.parse("2026-12-18T00:00:00Z")),
                        tuple("/rules/2", true, null, null),
                        tuple("/rules/3", true, "2026-11-01T10:30:00Z", Instant.parse("2026-12-01T10:30:00Z")));
        assertThat(finding.rules().getFirst().description())
                .isEqualTo("Total of orders in the last 90 days is at least 5,000");
    }

    @Test
    void goesIntoSegments() {
        Group rule = new Group(
                Combinator.OR, false, List.of(new Rule.InSegments(true, List.of(new Rule.Reference("s1", LOCALS)))));
        Facts facts =
                new Facts.Builder(NOW, ZoneOffset.UTC).text("city", "Mumbai").build();

        Finding segment = RuleExplanation.of(rule, facts, id -> "Not from here", Map.of("city", "Mumbai"))
                .rules()
                .getFirst();

        assertThat(segment.kind()).isEqualTo(RuleExplanation.Kind.SEGMENT);
        assertThat(segment.not()).isTrue();
        assertThat(segment.holds()).isFalse();
        assertThat(segment.description()).isEqualTo("Is not in segment \"Not from here\"");
        Finding theirs = segment.rules().getFirst();
        assertThat(theirs.pointer()).isEqualTo("/rules/0/value/0");
        assertThat(theirs.holds()).isTrue();
        assertThat(theirs.rules())
                .singleElement()
                .returns("/rules/0/value/0/rules/0", Finding::pointer)
                .returns("Mumbai", Finding::value)
                .returns(false, Finding::holds);
    }

    @Test
    void showsValuesAsTheyAreGivenToItIfThereAreAny() {
        Facts facts = new Facts.Builder(NOW, ZoneOffset.UTC)
                .aggregate(Aggregate.all(Kind.ORDER), 0, BigDecimal.ZERO, null)
                .build();
        Finding finding = RuleExplanation.of(LOCALS, facts, id -> id, Map.of("city", "Pune"));
        assertThat(finding.rules().getFirst().value()).isNull();
    }
}
