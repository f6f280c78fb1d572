package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.wording.Corpus.Phrasing;
import io.micms.insight.wording.ModelReading.NotUnderstood;
import io.micms.insight.wording.ModelReading.Understood;
import io.micms.insight.wording.RuleTask.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CrossCheckTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final World WORLD =
            new World(Corpus.fields(), Corpus.segments(), Corpus.campaigns(), Corpus.TODAY, Corpus.CURRENCY);

    /** What a model says that takes the whole text for understood, and names all of its conditions. */
    private static List<String> faultsOfAllAtOnce(String text, String notation) {
        JsonNode rule = RuleNotation.parse(notation).toJson();
        return faults(text, rule, List.of(new Understood(text, "all of it", pointers(rule, ""))), List.of());
    }

    private static List<String> faults(
            String text, JsonNode rule, List<Understood> understood, List<NotUnderstood> notUnderstood) {
        return new CrossCheck(text, WORLD).faults(new ModelReading(rule, understood, notUnderstood));
    }

    private static List<String> pointers(JsonNode rule, String at) {
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < rule.path("rules").size(); i++) {
            JsonNode part = rule.path("rules").get(i);
            String pointer = at + "/rules/" + i;
            pointers.addAll(part.has("rules") ? pointers(part, pointer) : List.of(pointer));
        }
        return pointers;
    }

    @Test
    void whatIsRightPasses() {
        List<String> faulty = new ArrayList<>();
        for (String name : List.of("phrasings", "held-out")) {
            for (Phrasing phrasing : Corpus.of(name).phrasings()) {
                Reading read = new Grammar(Corpus.vocabulary(), Corpus.TODAY, Corpus.CURRENCY).read(phrasing.text());
                if (read.rule() == null) {
                    continue;
                }
                JsonNode rule = read.rule().toJson();
                List<Understood> understood = new ArrayList<>();
                for (int i = 0; i < read.understood().size(); i++) {
                    List<String> fields = read.asked().get(i).toJson().findValuesAsString("field");
                    understood.add(new Understood(
                            read.understood().get(i).text(),
                            "",
                            pointers(rule, "").stream()
                                    .filter(pointer -> fields.contains(
                                            rule.at(pointer).path("field").asString()))
                                    .toList()));
                }
                List<NotUnderstood> left = read.notUnderstood().stream()
                        .map(part -> new NotUnderstood(part.text(), part.meaning()))
                        .toList();

                List<String> found = faults(phrasing.text(), rule, understood, left);
                if (!found.isEmpty()) {
                    faulty.add("%s:%d %s %s %s".formatted(name, phrasing.line(), phrasing.text(), rule, found));
                }
            }
        }
        assertThat(faulty).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The whole text is said to be understood, and something in it is not asked for.
                "customers in Pune who spent more than 5000 | city = Pune | 5000",
                "customers in Pune who have opened no mail | city = Pune | messages.opened",
                "customers in Pune who never ordered | city = Pune | orders.count",
                "customers in Pune who haven't ordered for a month | city = Pune and orders.count >= 1 | a month",
                "customers in Pune or Mumbai | city = Pune | Mumbai",
                "gold customers in Pune | city = Pune | gold",
                "ordered at least twice since March | orders.count >= 2 | since March",
                "customers in the segment VIPs in Pune | city = Pune | VIPs",
                // Something is asked for that is not in it.
                "customers in Pune | city = Pune and orders.total > 5000 | orders.total",
                "customers in Pune | city = Pune and consent.email = true | consent.email",
                "customers in Pune | city in [Pune, Delhi] | Delhi",
                "spent more than 5000 | orders.total > 50000 | 50000",
                "spent more than 5 | orders.total > 5000 | 5000",
                "spent more than 5000 | orders.total > 5000 within P90D | P90D",
                "ordered in the last 90 days | orders.lastAt withinLast P9D | P9D",
                "joined in 2025 | createdAt >= 2024-01-01 and createdAt < 2025-01-01 | 2025",
                // It is asked for the other way round.
                "customers not in Pune | city = Pune | turned round",
                "customers in Pune | city != Pune | turned round",
                "everyone except VIPs, but only those in Pune | not (tags contains vip and city = Pune) | turned round",
                "customers who never opened a mail | messages.opened >= 1 | turned round",
                "haven't ordered in the last 30 days | orders.lastAt withinLast P30D | turned round",
                "spent less than 500 | orders.total > 500 | turned round",
            })
    void whatIsDroppedAddedOrTurnedRoundIsAFault(String text, String rule, String named) {
        assertThat(faultsOfAllAtOnce(text, rule))
                .anySatisfy(fault -> assertThat(fault).contains(named));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // As good as what the grammar makes of it.
                "ordered more than twice | orders.count >= 3",
                "never ordered | orders.count < 1",
                "ordered in the last 12 months | orders.lastAt withinLast P1Y",
                "ordered in the last two weeks | orders.count >= 1 within P14D",
                "ordered since March | orders.lastAt after 2026-02-28",
                "spent between 5 and 10k | orders.total between 5000 and 10000",
                "not in Pune | not (city = Pune)",
                "customers who ordered recently | orders.lastAt withinLast P14D",
                // What only the model knows.
                "customers in Bombay | city = Mumbai",
                "women over 30 | attributes.gender = female and age > 30",
                "high-value customers | orders.total > 0",
            })
    void whatSaysTheSameInOtherWordsPasses(String text, String rule) {
        assertThat(faultsOfAllAtOnce(text, rule)).isEmpty();
    }

    @Test
    void eachPartNamesWhatItBecameAndEachConditionComesFromAPart() {
        String text = "customers in Pune who spent more than 5000";
        JsonNode rule =
                RuleNotation.parse("city = Pune and orders.total > 5000").toJson();
        Understood place = new Understood("in Pune", "", List.of("/rules/0"));
        Understood amount = new Understood("spent more than 5000", "", List.of("/rules/1"));

        assertThat(faults(text, rule, List.of(place, amount), List.of())).isEmpty();
        assertThat(faults(text, rule, List.of(place), List.of(new NotUnderstood("spent more than 5000", ""))))
                .singleElement()
                .asString()
                .contains("/rules/1");
        assertThat(faults(text, rule, List.of(place, new Understood("spent more than 5000", "", List.of())), List.of()))
                .anySatisfy(fault -> assertThat(fault).contains("names no condition"));
        assertThat(faults(
                        text, rule, List.of(place, amount, new Understood("who", "", List.of("/rules/7"))), List.of()))
                .singleElement()
                .asString()
                .contains("/rules/7");
        // The amount stands in a condition, but not in the one that its words are said to have become.
        assertThat(faults(
                        text,
                        rule,
                        List.of(
                                new Understood("in Pune", "", List.of("/rules/1")),
                                new Understood("spent more than 5000", "", List.of("/rules/0"))),
                        List.of()))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsSaidNotToBeUnderstoodNeedsNoCondition() {
        JsonNode rule = RuleNotation.parse("city = Pune").toJson();

        assertThat(faults(
                        "customers in Pune who spent more than 5000",
                        rule,
                        List.of(new Understood("in Pune", "", List.of("/rules/0"))),
                        List.of(new NotUnderstood("spent more than 5000", "cannot be asked"))))
                .isEmpty();
    }
}
