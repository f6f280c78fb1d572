package io.micms.campaign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RuleDescriptionTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Map<String, String> NAMES = Map.of("s1", "VIPs", "s2", "Lapsed");

    private static String describe(String json) {
        Rule.Group rule = RuleParser.parse(JsonMapper.shared().readTree(json.replace('\'', '"')), "/rule", ZONE);
        return RuleDescription.of(rule, id -> NAMES.getOrDefault(id, id), ZONE);
    }

    @Test
    void readsAsASentence() {
        assertThat(describe("""
                {'combinator':'and','rules':[
                  {'field':'orders.total','operator':'>=','value':5000,'within':'P90D'},
                  {'field':'orders.lastAt','operator':'notWithinLast','value':'P30D'},
                  {'combinator':'or','not':true,'rules':[
                    {'field':'city','operator':'in','value':['Pune','Mumbai']},
                    {'field':'attributes.plan','operator':'=','value':'gold'}]}]}"""))
                .isEqualTo(
                        "Total of orders in the last 90 days is at least 5,000 and last order is not within the last 30"
                                + " days and not (city is one of \"Pune\", \"Mumbai\" or attribute plan is \"gold\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'field':'birthDate','operator':'before','value':'1990-04-01' | Date of birth is before 1 April 1990",
                "'field':'birthDate','operator':'>=','value':'1990-04-01' | Date of birth is on or after 1 April 1990",
                "'field':'birthDate','operator':'between','value':['1990-04-01','1991-04-01']"
                        + " | Date of birth is between 1 April 1990 and 1 April 1991",
                "'field':'birthDate','operator':'anniversaryWithinNext','value':'P1W' | Birthday is within the next 7 days",
                "'field':'createdAt','operator':'anniversaryWithinNext','value':'P1D'"
                        + " | Anniversary of date added is within the next day",
                "'field':'createdAt','operator':'after','value':'2026-11-01' | Date added is after 1 November 2026",
                "'field':'createdAt','operator':'<=','value':'2026-11-01T13:00:00Z'"
                        + " | Date added is at or before 1 November 2026, 18:30",
                "'field':'orders.firstAt','operator':'withinLast','value':'P1Y2M'"
                        + " | First order is within the last 1 year and 2 months",
                "'field':'orders.lastAt','operator':'withinLast','value':'P1M' | Last order is within the last month",
                "'field':'orders.average','operator':'>','value':12345.50 | Average order is above 12,345.5",
                "'field':'attributes.since','operator':'=','value':2024 | Attribute since is 2024",
                "'field':'orders.count','operator':'=','value':0,'within':'PT12H','where':{'category':['Shoes','Hats'],'channel':['web']}"
                        + " | Number of orders in the last 12 hours (category one of \"hats\", \"shoes\", channel \"web\") is 0",
                "'field':'messages.opened','operator':'between','value':[1,3] | Messages opened is between 1 and 3",
                "'field':'consent.email','operator':'!=','value':true | Consent to e-mail is not true",
                "'field':'tags','operator':'notIn','value':['vip','new'] | Tags do not include any of \"vip\", \"new\"",
                "'field':'segment','operator':'in','value':['s1'] | Is in segment \"VIPs\"",
                "'field':'segment','operator':'notIn','value':['s1','s2'] | Is in none of the segments \"VIPs\", \"Lapsed\"",
                "'field':'city','operator':'null' | City is not known",
            })
    void describes(String condition, String description) {
        assertThat(describe("{'combinator':'and','rules':[{" + condition + "}]}"))
                .isEqualTo(description);
    }

    @Test
    void endsLongLists() {
        String values = IntStream.range(0, 300).mapToObj(i -> "'c" + i + "'").collect(Collectors.joining(","));
        assertThat(describe("{'combinator':'and','rules':[{'field':'city','operator':'in','value':[" + values + "]}]}"))
                .endsWith("\"c9\" and 290 more");
    }
}
