package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleParserTest {

    private static Rule.Group parse(String json) {
        return RuleParser.parse(JsonMapper.shared().readTree(json), "/rule", ZoneOffset.UTC);
    }

    private static List<String> faults(String json) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> parse(json));
        assertThat(refused).as(json).isNotNull();
        return refused.faults().stream().map(Fault::pointer).toList();
    }

    private static String condition(String members) {
        return "{\"combinator\":\"and\",\"rules\":[{%s}]}".formatted(members.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'field':'shoeSize','operator':'=','value':1 | /rule/rules/0/field",
                "'field':'attributes.$where','operator':'=','value':'x' | /rule/rules/0/field",
                "'field':'attributes.a.b','operator':'=','value':'x' | /rule/rules/0/field",
                "'field':'city','operator':'>=','value':'Pune' | /rule/rules/0/operator",
                "'field':'city','operator':'=','value':7 | /rule/rules/0/value",
                "'field':'city','operator':'=','value':'' | /rule/rules/0/value",
                "'field':'city','operator':'in','value':[] | /rule/rules/0/value",
                "'field':'city','operator':'in','value':['a',1] | /rule/rules/0/value/1",
                "'field':'orders.total','operator':'>=','value':'5000' | /rule/rules/0/value",
                "'field':'orders.total','operator':'>=','value':1e400 | /rule/rules/0/value",
                "'field':'orders.total','operator':'between','value':[5,1] | /rule/rules/0/value",
                "'field':'orders.total','operator':'between','value':[5] | /rule/rules/0/value",
                "'field':'consent.email','operator':'=','value':'yes' | /rule/rules/0/value",
                "'field':'city','operator':'=','value':'a','surprise':1 | /rule/rules/0/surprise",
                "'combinator':'and','rules':[] | /rule/rules/0/rules",
                "'combinator':{},'rules':[{'field':'city','operator':'null'}] | /rule/rules/0/combinator",
                "'combinator':'and','not':'yes','rules':[{'field':'city','operator':'null'}] | /rule/rules/0/not",
                "'field':'city','operator':'=','value':'\\u0000' | /rule/rules/0/value",
                "'field':'city','operator':'=','value':'lastName','valueSource':'field' | /rule/rules/0/valueSource",
                "'field':'orders.total','operator':'=','value':1e31 | /rule/rules/0/value",
                "'field':'orders.total','operator':'=','value':1e-31 | /rule/rules/0/value",
                "'field':'orders.total','operator':'=','value':1234567890123456.7 | /rule/rules/0/value",
                "'field':'orders.total','operator':'=','value':1234567890123456789012345678901 | /rule/rules/0/value",
                "'field':'orders.total','operator':'=','value':1,'within':'P-1D' | /rule/rules/0/within",
                "'field':'orders.total','operator':'=','value':1,'within':'PT0S' | /rule/rules/0/within",
                "'field':'orders.total','operator':'=','value':1,'within':'P101Y' | /rule/rules/0/within",
                "'field':'orders.total','operator':'=','value':1,'within':90 | /rule/rules/0/within",
                "'field':'orders.total','operator':'=','value':1,'where':{} | /rule/rules/0/where",
                "'field':'orders.total','operator':'=','value':1,'where':{'campaign':['x']} | /rule/rules/0/where/campaign",
                "'field':'messages.sent','operator':'=','value':1,'where':{'sku':['x']} | /rule/rules/0/where/sku",
                "'field':'orders.total','operator':'=','value':1,'where':{'sku':[]} | /rule/rules/0/where/sku",
                "'field':'orders.total','operator':'=','value':1,'where':{'sku':['a',1]} | /rule/rules/0/where/sku/1",
                "'field':'orders.total','operator':'=','value':1,'where':{'a/b':['x']} | /rule/rules/0/where/a~1b",
                "'field':'city','operator':'=','value':'a','within':'P1D' | /rule/rules/0/within",
                "'field':'orders.lastAt','operator':'notNull','where':{'sku':['x']} | /rule/rules/0/where",
                "'field':'orders.lastAt','operator':'withinLast','value':7 | /rule/rules/0/value",
                "'field':'orders.lastAt','operator':'withinLast','value':'7 days' | /rule/rules/0/value",
                "'field':'orders.lastAt','operator':'before','value':'2026-02-30' | /rule/rules/0/value",
                "'field':'orders.lastAt','operator':'before','value':'2026-02-01T10:00:00' | /rule/rules/0/value",
                "'field':'orders.lastAt','operator':'between','value':['2026-02-02','2026-02-01'] | /rule/rules/0/value",
                "'field':'orders.lastAt','operator':'in','value':['2026-02-01'] | /rule/rules/0/operator",
                "'field':'birthDate','operator':'=','value':'2026-02-01T10:00:00Z' | /rule/rules/0/value",
                "'field':'birthDate','operator':'=','value':'0000-02-01' | /rule/rules/0/value",
                "'field':'age','operator':'withinLast','value':'P1D' | /rule/rules/0/operator",
                "'field':'segment','operator':'=','value':'x' | /rule/rules/0/operator",
                "'field':'segment','operator':'in','value':[] | /rule/rules/0/value",
            })
    void pointsAtTheFault(String members, String pointer) {
        assertThat(faults(condition(members))).containsExactly(pointer);
    }

    @Test
    void refusesARuleThatIsNoGroup() {
        assertThat(faults("7")).containsExactly("/rule");
        assertThat(faults("{\"field\":\"city\",\"operator\":\"=\",\"value\":\"a\"}"))
                .containsExactly("/rule");
    }

    @Test
    void refusesEndlessNesting() {
        String rule = condition("'field':'city','operator':'=','value':'a'");
        for (int i = 0; i < 200; i++) {
            rule = "{\"combinator\":\"and\",\"rules\":[" + rule + "]}";
        }
        assertThat(faults(rule)).hasSize(1);
    }

    @Test
    void refusesTooManyConditionsOnce() {
        String one = "{\"field\":\"city\",\"operator\":\"=\",\"value\":\"a\"}";
        String rule = "{\"combinator\":\"or\",\"rules\":[" + (one + ",").repeat(9_999) + one + "]}";
        assertThat(faults(rule)).containsExactly("/rule/rules/500");
    }

    @Test
    void refusesTooManyGroupsOnce() {
        String one = "{\"combinator\":\"and\",\"rules\":[%s]}".formatted(condition("'field':'city','operator':'null'"));
        String rule = "{\"combinator\":\"or\",\"rules\":[" + (one + ",").repeat(299) + one + "]}";
        assertThat(faults(rule)).containsExactly("/rule/rules/249/rules/0");
    }

    @Test
    void saysTwoHundredFaultsAtMost() {
        String one = "{\"combinator\":\"and\",\"rules\":[]}";
        String rule = "{\"combinator\":\"or\",\"rules\":[" + (one + ",").repeat(9_999) + one + "]}";
        assertThat(faults(rule)).hasSize(200);
    }

    @Test
    void refusesAListOfAHundredThousandOnce() {
        String values = "'x',".repeat(99_999) + "'x'";
        assertThat(faults(condition("'field':'city','operator':'in','value':[" + values + "]")))
                .containsExactly("/rule/rules/0/value");
    }

    @Test
    void refusesWhatIsNotANumber() {
        JsonMapper lenient = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        for (String number : List.of("NaN", "Infinity", "-Infinity")) {
            JsonNode json = lenient.readTree(condition("'field':'age','operator':'=','value':" + number));
            InvalidInput refused =
                    catchThrowableOfType(InvalidInput.class, () -> RuleParser.parse(json, "/rule", ZoneOffset.UTC));
            assertThat(refused.faults()).extracting(Fault::pointer).containsExactly("/rule/rules/0/value");
        }
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(faults("""
                {"combinator":"xor","rules":[
                  {"field":"nothing","operator":"=","value":1},
                  {"combinator":"and","rules":[{"field":"age","operator":"=","value":"x"}]}]}"""))
                .containsExactly("/rule/combinator", "/rule/rules/0/field", "/rule/rules/1/rules/0/value");
    }

    @Test
    void takesADayForItsFirstMomentWhereThePlatformIs() {
        Rule.Group rule = RuleParser.parse(
                JsonMapper.shared().readTree(condition("'field':'createdAt','operator':'before','value':'2026-11-01'")),
                "/rule",
                ZoneId.of("Asia/Kolkata"));

        assertThat(rule.rules().getFirst())
                .isEqualTo(new Rule.InstantComparison(
                        new Subject.Field("createdAt"), Rule.Ordering.LESS, Instant.parse("2026-10-31T18:30:00Z")));
    }
}
