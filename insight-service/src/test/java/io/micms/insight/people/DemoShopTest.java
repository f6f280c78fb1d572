package io.micms.insight.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.demo.DemoData;
import io.micms.local.demo.DemoOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever tries the platform out on the made-up shop is to see what the models have to say. */
class DemoShopTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    @Test
    void theModelsFitTheDemoShop() {
        Map<String, TreeMap<LocalDate, BigDecimal>> spent = DemoData.before(NOW).orders().stream()
                .filter(order ->
                        !order.status().equals("CANCELLED") && !order.status().equals("REFUNDED"))
                .collect(Collectors.groupingBy(
                        DemoOrder::customerExternalId,
                        Collectors.toMap(
                                order -> order.placedAt().atZone(ZONE).toLocalDate(),
                                order -> new BigDecimal(order.total()),
                                BigDecimal::add,
                                TreeMap::new)));
        Histories histories = new Histories();
        List<Integer> repeats = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        LocalDate today = NOW.atZone(ZONE).toLocalDate();
        spent.values().forEach(days -> {
            LocalDate first = days.firstKey();
            int x = days.size() - 1;
            histories.add(x, PersonRow.weeks(first, days.lastKey()), PersonRow.weeks(first, today));
            if (x > 0) {
                repeats.add(x);
                means.add(days.tailMap(first, false).values().stream()
                        .mapToDouble(BigDecimal::doubleValue)
                        .average()
                        .orElseThrow());
            }
        });

        BgNbd buying = BgNbd.fit(histories).model();
        GammaGamma spending = GammaGamma.fit(
                        repeats.stream().mapToInt(Integer::intValue).toArray(),
                        means.stream().mapToDouble(Double::doubleValue).toArray())
                .model();

        // It was made of r = 1, a = 1 and b = 7; seasons, which the model does not know, make rates seem to differ
        // more.
        assertThat(buying.r()).isBetween(0.5, 1.4);
        assertThat(buying.a() / (buying.a() + buying.b())).isBetween(0.08, 0.2);
        assertThat(Math.max(buying.a(), buying.b())).isLessThan(100);
        assertThat(spending.hasMean()).isTrue();
        assertThat(Math.max(spending.p(), spending.q())).isLessThan(1_000);
    }
}
