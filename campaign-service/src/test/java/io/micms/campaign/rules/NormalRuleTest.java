package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.campaign.rules.Rule.Combinator;
import io.micms.campaign.rules.Rule.Group;
import io.micms.campaign.rules.RuleScenarios.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class NormalRuleTest {

    @Property
    void meansTheSame(
            @ForAll("rules") Group rule,
            @ForAll("people") Person person,
            @ForAll("instants") Instant now,
            @ForAll("zones") ZoneId zone) {
        Facts facts = person.at(now, zone, Aggregates.in(rule));
        assertThat(RulePredicate.matches(NormalRule.of(rule), facts)).isEqualTo(RulePredicate.matches(rule, facts));
    }

    @Property
    void isItsOwnNormalForm(@ForAll("rules") Group rule) {
        Rule normal = NormalRule.of(rule);
        assertThat(NormalRule.of(normal)).isEqualTo(normal);
    }

    @Property
    void readsAsARuleAgain(@ForAll("rules") Group rule) {
        String text = NormalRule.text(rule);
        assertThat(NormalRule.text(parse(text))).isEqualTo(text);
    }

    @Property
    void isTheSameHoweverItIsWritten(@ForAll("rules") Group rule, @ForAll Random random) {
        assertThat(NormalRule.text(rewritten(rule, random))).isEqualTo(NormalRule.text(rule));
    }

    /** The same in other words: turned round, said twice, negated twice, in groups of its own, by De Morgan's laws. */
    private static Rule rewritten(Rule rule, Random random) {
        Rule other = switch (rule) {
            case Group group -> {
                List<Rule> rules = new ArrayList<>();
                for (Rule inner : group.rules()) {
                    rules.add(rewritten(inner, random));
                    if (random.nextInt(4) == 0) {
                        rules.add(rewritten(inner, random));
                    }
                }
                Collections.shuffle(rules, random);
                if (random.nextBoolean()) {
                    yield new Group(group.combinator(), group.not(), rules);
                }
                yield new Group(
                        group.combinator() == Combinator.AND ? Combinator.OR : Combinator.AND,
                        !group.not(),
                        rules.stream().map(NormalRuleTest::not).toList());
            }
            case Rule.InSegments in -> {
                List<Rule.Reference> segments = new ArrayList<>(in.segments());
                Collections.shuffle(segments, random);
                yield new Rule.InSegments(in.negated(), segments);
            }
            case Rule.TextIn in -> {
                List<Rule.Text> values = new ArrayList<>(in.values());
                values.add(Rule.Text.of(values.getFirst().given().toUpperCase()));
                Collections.shuffle(values, random);
                yield new Rule.TextIn(in.subject(), in.negated(), values);
            }
            case Rule.NumberComparison comparison ->
                new Rule.NumberComparison(
                        comparison.subject(),
                        comparison.operator(),
                        comparison.value().setScale(comparison.value().scale() + 1));
            case Rule.Condition condition -> condition;
        };
        return switch (random.nextInt(4)) {
            case 0 -> not(not(other));
            case 1 -> new Group(Combinator.AND, false, List.of(other));
            case 2 -> new Group(Combinator.OR, false, List.of(other, other));
            default -> other;
        };
    }

    private static Rule not(Rule rule) {
        return new Group(Combinator.AND, true, List.of(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'field':'orders.count','operator':'>','value':1,'within':'P1W'"
                        + "|'field':'orders.count','operator':'>','value':1.0,'within':'P7D'",
                "'field':'createdAt','operator':'withinLast','value':'PT24H'"
                        + "|'field':'createdAt','operator':'withinLast','value':'P1D'",
                "'field':'createdAt','operator':'before','value':'2026-11-01'"
                        + "|'field':'createdAt','operator':'<','value':'2026-11-01T05:30:00+05:30'",
                "'field':'city','operator':'in','value':['PUNE']|'field':'city','operator':'=','value':'pune'",
                "'field':'tags','operator':'contains','value':'VIP'|'field':'tags','operator':'in','value':['vip','VIP']",
                "'field':'age','operator':'between','value':[18,18]|'field':'age','operator':'=','value':18",
                "'field':'orders.total','operator':'>=','value':1,'where':{'sku':['b','A'],'category':['x']}"
                        + "|'field':'orders.total','operator':'>=','value':1,'where':{'category':['X'],'sku':['a','B','b']}",
            })
    void writesOneMeaningOneWay(String one, String other) {
        assertThat(NormalRule.text(parse(group(one)))).isEqualTo(NormalRule.text(parse(group(other))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'field':'city','operator':'=','value':'a'|'field':'city','operator':'!=','value':'a'",
                "'field':'orders.count','operator':'<','value':1|'field':'orders.count','operator':'<=','value':1",
                "'field':'orders.count','operator':'<','value':1|'field':'orders.count','operator':'<','value':1,'within':'P1D'",
                "'field':'orders.count','operator':'<','value':1,'where':{'sku':['a']}"
                        + "|'field':'orders.count','operator':'<','value':1,'where':{'category':['a']}",
                "'field':'orders.count','operator':'<','value':1,'where':{'sku':['a','b']}"
                        + "|'field':'orders.count','operator':'<','value':1,'where':{'sku':['a=1:b']}",
                "'field':'orders.count','operator':'<','value':1|'field':'messages.sent','operator':'<','value':1",
                "'field':'attributes.a','operator':'=','value':'1'|'field':'attributes.a','operator':'=','value':1",
                "'field':'createdAt','operator':'withinLast','value':'P1M'"
                        + "|'field':'createdAt','operator':'withinLast','value':'P30D'",
            })
    void writesWhatDiffersDifferently(String one, String other) {
        assertThat(NormalRule.text(parse(group(one)))).isNotEqualTo(NormalRule.text(parse(group(other))));
    }

    private static String group(String condition) {
        return "{\"combinator\":\"and\",\"rules\":[{%s}]}".formatted(condition.replace('\'', '"'));
    }

    private static Group parse(String json) {
        return RuleParser.parse(JsonMapper.shared().readTree(json), "/rule", ZoneOffset.UTC);
    }

    @Provide
    Arbitrary<Group> rules() {
        return RuleScenarios.rules();
    }

    @Provide
    Arbitrary<Person> people() {
        return RuleScenarios.people();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return RuleScenarios.instants();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return RuleScenarios.zones();
    }
}
