package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void describesWhatItUnderstood() {
        Rule rule = parse("""
                {"combinator":"and","rules":[
                  {"field":"orders.total","operator":">=","value":5000},
                  {"combinator":"or","not":true,"rules":[
                    {"field":"city","operator":"in","value":["Pune","Mumbai"]},
                    {"field":"attributes.plan","operator":"=","value":"gold"}]}]}""");

        assertThat(RuleDescription.of(rule, UnaryOperator.identity(), ZoneOffset.UTC))
                .isEqualTo("Total of orders is at least 5,000 and not (city is one of \"Pune\", \"Mumbai\" or attribute"
                        + " plan is \"gold\")");
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
}
