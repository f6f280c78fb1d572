package io.micms.insight.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.InsightFixtures;
import io.micms.insight.people.Everybody.Bought;
import io.micms.insight.people.Everybody.Somebody;
import io.micms.insight.suggestions.Suggestion.Key;
import io.micms.platform.testing.CommittedFile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SuggestionsTest {

    private static final Instant NOW = Instant.parse("2027-02-20T06:00:00Z");

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    /** @param daysAgo of the orders, oldest first */
    private static Somebody buyer(int revenue, String category, int... daysAgo) {
        LocalDate first = InsightFixtures.PLATFORM.dayOf(daysAgo(daysAgo[0]));
        Instant last = daysAgo(daysAgo[daysAgo.length - 1]);
        return new Somebody(
                daysAgo(400),
                null,
                daysAgo.length,
                BigDecimal.valueOf(revenue),
                last,
                first,
                daysAgo.length == 1 ? null : InsightFixtures.PLATFORM.dayOf(daysAgo(daysAgo[1])),
                InsightFixtures.PLATFORM.dayOf(last),
                daysAgo.length,
                null,
                null,
                List.of(new Bought(category, BigDecimal.valueOf(revenue), last)));
    }

    private static Somebody prospect(int knownDaysAgo, @Nullable String birthday, @Nullable Instant opened) {
        return new Somebody(
                daysAgo(knownDaysAgo),
                birthday,
                0,
                BigDecimal.ZERO,
                null,
                null,
                null,
                null,
                0,
                opened,
                null,
                List.of());
    }

    private static Map<Key, Suggestion> suggestions(List<Somebody> everybody) {
        return Ideas.suggestions(everybody::forEach, NOW, InsightFixtures.PLATFORM).stream()
                .collect(Collectors.toMap(Suggestion::key, Function.identity(), (first, second) -> first));
    }

    private static List<Somebody> shop() {
        List<Somebody> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(buyer(100 + i, "Shoes", 200, 160, 120, 20));
        }
        for (int i = 0; i < 20; i++) {
            all.add(buyer(5_000 + i, "Bags", 250, 220, 190, 100));
        }
        for (int i = 0; i < 5; i++) {
            all.add(buyer(50, "Socks", 60));
        }
        return all;
    }

    @Test
    void findsBigSpendersWhoHaveGoneQuiet() {
        Suggestion suggestion = suggestions(shop()).get(Key.AT_RISK_HIGH_VALUE);

        assertThat(suggestion.size()).isEqualTo(20);
        assertThat(suggestion.rule().toString())
                .isEqualTo("{\"combinator\":\"and\",\"rules\":["
                        + "{\"field\":\"orders.total\",\"operator\":\">=\",\"value\":5000},"
                        + "{\"field\":\"orders.lastAt\",\"operator\":\"notWithinLast\",\"value\":\"P60D\"},"
                        + "{\"field\":\"orders.lastAt\",\"operator\":\"withinLast\",\"value\":\"P180D\"}]}");
        assertThat(suggestion.why()).contains("20 customers", "5,000 INR", "60 days");
        assertThat(suggestion.revenue()).isEqualByComparingTo("100190");
    }

    @Test
    void findsWhoseSecondOrderIsDue() {
        Suggestion suggestion = suggestions(shop()).get(Key.SECOND_PURCHASE_DUE);

        assertThat(suggestion.size()).isEqualTo(5);
        assertThat(suggestion.rule().at("/rules/1/value").asString()).isEqualTo("P40D");
        assertThat(suggestion.rule().at("/rules/2/value").asString()).isEqualTo("P120D");
    }

    @Test
    void findsWhatIsNotBoughtAnyMore() {
        Suggestion suggestion = suggestions(shop()).get(Key.LAPSED_BY_CATEGORY);

        assertThat(suggestion.name()).isEqualTo("No Bags any more");
        assertThat(suggestion.size()).isEqualTo(20);
        assertThat(suggestion.rule().toString())
                .contains(
                        "{\"field\":\"orders.count\",\"operator\":\"=\",\"value\":0,\"within\":\"P90D\",\"where\":{\"category\":[\"Bags\"]}}");
    }

    /** 28 February 2027 stands in for the 29th, and lies within 14 days of the 20th. */
    @Test
    void findsBirthdaysAcrossTheEndOfFebruary() {
        Suggestion suggestion = suggestions(List.of(
                        prospect(300, "02-20", null),
                        prospect(300, "02-29", null),
                        prospect(300, "03-06", null),
                        prospect(300, "03-07", null),
                        prospect(300, "02-19", null),
                        prospect(300, null, null)))
                .get(Key.BIRTHDAY_SOON);

        assertThat(suggestion.size()).isEqualTo(3);
        assertThat(suggestion.why()).contains("83.3%");
    }

    @Test
    void findsTheNewAndTheReadersWithoutAnOrder() {
        Map<Key, Suggestion> found = suggestions(
                List.of(prospect(5, null, null), prospect(29, null, daysAgo(3)), prospect(31, null, daysAgo(31))));

        assertThat(found.get(Key.NEW_WITHOUT_ORDER).size()).isEqualTo(2);
        assertThat(found.get(Key.ENGAGED_NON_BUYERS).size()).isOne();
        assertThat(found).doesNotContainKeys(Key.BIRTHDAY_SOON, Key.AT_RISK_HIGH_VALUE);
    }

    /**
     * 20 big spenders would bring 1,252.4 each, 5 who ordered once 50 each; 30 new ones half of what buyers spend on a day, since
     * half of all customers buy.
     */
    @Test
    void comeByWhatOneMoreOrderOfEachWouldBring() {
        List<Somebody> all = shop();
        for (int i = 0; i < 85; i++) {
            all.add(prospect(i < 30 ? 5 : 300, null, null));
        }

        List<Suggestion> found = Ideas.suggestions(all::forEach, NOW, InsightFixtures.PLATFORM);

        assertThat(found)
                .extracting(Suggestion::key)
                .containsExactly(
                        Key.AT_RISK_HIGH_VALUE, Key.LAPSED_BY_CATEGORY, Key.NEW_WITHOUT_ORDER, Key.SECOND_PURCHASE_DUE);
        assertThat(found).extracting(Suggestion::worth).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(found.getFirst().worth()).isEqualByComparingTo("25047.50");
        // 60 * 129.5 + 100,190 + 250 over 325 days, times a half, times 30.
        assertThat(found.get(2).worth()).isEqualByComparingTo("4994.31");
        assertThat(found.getLast().worth()).isEqualByComparingTo("250.00");
    }

    @Test
    void areWorthNothingThatCouldBeSaidBeforeAnybodyBuys() {
        assertThat(Ideas.suggestions(List.of(prospect(5, "02-20", null))::forEach, NOW, InsightFixtures.PLATFORM))
                .extracting(Suggestion::worth)
                .containsOnlyNulls();
    }

    /** Read by campaign-service, whose test says that it takes every one of them. */
    @Test
    void theRulesAreTheCommittedOnes() {
        List<Somebody> all = shop();
        for (int i = 0; i < 5; i++) {
            all.add(buyer(9_000 + i, "Bags", 300, 200, 100, 5));
        }
        all.add(prospect(5, "02-25", daysAgo(2)));
        List<Suggestion> found = Ideas.suggestions(all::forEach, NOW, InsightFixtures.PLATFORM);
        assertThat(found).extracting(Suggestion::key).contains(Key.values());

        ObjectNode rules = JsonNodeFactory.instance.objectNode();
        found.stream()
                .sorted(Comparator.comparing(Suggestion::name))
                .forEach(suggestion -> rules.set(suggestion.name(), suggestion.rule()));
        CommittedFile.assertSays(
                "rules/suggested.json",
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(rules) + "\n");
    }
}
