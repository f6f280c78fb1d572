package io.micms.insight.people;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.Stored;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is at the top. */
@Component
public class BestPeople {

    private static final double HORIZON_WEEKS = Outlook.HORIZON_DAYS / 7.0;

    private final People people;
    private final CustomerModels models;
    private final PlatformProperties platform;
    private final Clock clock;

    BestPeople(People people, CustomerModels models, PlatformProperties platform, Clock clock) {
        this.people = people;
        this.models = models;
        this.platform = platform;
        this.clock = clock;
    }

    /** By what people are compared. */
    public enum Measure {
        REVENUE,
        ORDERS,
        EXPECTED_VALUE,
        EXPECTED_ORDERS
    }

    public record Ranked(String id, BigDecimal value) {}

    /** Whether there is a model of how often customers buy. */
    public boolean knowsOrders() {
        return models.current().map(CustomerModel::buying).isPresent();
    }

    /** Whether there is a model of how much customers spend. */
    public boolean knowsValues() {
        return models.current().map(CustomerModel::spending).isPresent();
    }

    /** The best first; nobody who has not bought. Nobody at all by what is expected, without a model for it. */
    public List<Ranked> best(Measure measure, int limit) {
        Optional<CustomerModel> model = models.current();
        LocalDate today = platform.dayOf(clock.instant());
        Comparator<Ranked> order = Comparator.comparing(Ranked::value)
                .thenComparing(Comparator.comparing(Ranked::id).reversed());
        PriorityQueue<Ranked> best = new PriorityQueue<>(order);
        people.forEach(
                person -> {
                    BigDecimal value = value(measure, person, model.orElse(null), today);
                    if (value != null) {
                        best.add(new Ranked(person.getString("_id"), value));
                        if (best.size() > limit) {
                            best.remove();
                        }
                    }
                },
                "orders",
                "revenue",
                "days",
                "firstDay",
                "lastDay",
                "repeatRevenue");
        List<Ranked> ranked = new ArrayList<>(best);
        ranked.sort(order.reversed());
        return ranked;
    }

    private @Nullable BigDecimal value(
            Measure measure, Document person, @Nullable CustomerModel model, LocalDate today) {
        int orders = person.getInteger("orders");
        if (orders == 0) {
            return null;
        }
        return switch (measure) {
            case REVENUE -> Stored.money(person, "revenue");
            case ORDERS -> BigDecimal.valueOf(orders);
            case EXPECTED_ORDERS, EXPECTED_VALUE -> {
                if (model == null || model.buying() == null) {
                    yield null;
                }
                LocalDate first = LocalDate.parse(person.getString("firstDay"));
                double tx = PersonRow.weeks(first, LocalDate.parse(person.getString("lastDay")));
                double t = Math.max(tx, PersonRow.weeks(first, today));
                int x = person.getInteger("days") - 1;
                BgNbd buying = model.buying().model();
                if (measure == Measure.EXPECTED_ORDERS) {
                    yield BigDecimal.valueOf(buying.expectedOrders(HORIZON_WEEKS, x, tx, t))
                            .setScale(2, RoundingMode.HALF_UP);
                }
                if (model.spending() == null) {
                    yield null;
                }
                double mean = x == 0 ? 0 : Stored.money(person, "repeatRevenue").doubleValue() / x;
                yield CustomerModels.expectedValue(buying, model.spending().model(), x, tx, t, mean)
                        .setScale(platform.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP);
            }
        };
    }
}
