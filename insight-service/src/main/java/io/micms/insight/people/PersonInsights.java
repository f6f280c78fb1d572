package io.micms.insight.people;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.Facts;
import io.micms.insight.people.CustomerModel.Quintiles;
import io.micms.insight.people.Outlook.Basis;
import io.micms.insight.people.Outlook.Churn;
import io.micms.insight.people.PersonInsight.Category;
import io.micms.insight.people.PersonInsight.Scores;
import io.micms.platform.problem.Gone;
import io.micms.platform.problem.NotFound;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known and may be expected of single customers. */
@Component
public class PersonInsights {

    private static final double HORIZON_WEEKS = Outlook.HORIZON_DAYS / 7.0;
    private static final double HIGH_RISK = 0.8;
    private static final double MEDIUM_RISK = 0.5;
    /** How many of their usual gaps somebody has been silent for. */
    private static final double LONG_SILENCE = 3;

    private static final double SILENCE = 1.5;

    private final Facts facts;
    private final People people;
    private final CustomerModels models;
    private final PlatformProperties platform;
    private final Clock clock;

    PersonInsights(Facts facts, People people, CustomerModels models, PlatformProperties platform, Clock clock) {
        this.facts = facts;
        this.people = people;
        this.models = models;
        this.platform = platform;
        this.clock = clock;
    }

    /**
     * @param id of a customer; of one who is part of another, the other one's is told
     * @throws NotFound if there is no such customer
     * @throws Gone if they were erased
     */
    public PersonInsight of(String id) {
        CustomerRow customer = Optional.ofNullable(facts.persons(List.of(id)).get(id))
                .orElseThrow(() -> new NotFound("customer " + id));
        if (customer.erased()) {
            throw new Gone("Customer %s was erased.".formatted(id), Map.of());
        }
        PersonRow person = people.find(customer.id()).orElseGet(() -> nothingCountedYet(customer));
        Optional<CustomerModel> model = models.current();
        Instant now = clock.instant();
        Scores scores = model.map(CustomerModel::quintiles)
                .map(quintiles -> scores(person, quintiles))
                .orElse(null);
        return new PersonInsight(
                person.id(),
                person.mergedIds(),
                now,
                person.city(),
                person.country(),
                person.tags(),
                person.knownAt() == null ? null : platform.dayOf(person.knownAt()),
                orders(person, now),
                scores,
                group(person, scores),
                outlook(person, model.orElse(null), now),
                person.categories().stream()
                        .map(bought -> category(bought, person))
                        .toList(),
                person.channel(),
                BestHours.of(
                        person.hours(),
                        model.map(CustomerModel::hours).orElseGet(() -> Collections.nCopies(24, 0)),
                        PersonRow.zone(person.timeZone(), platform).getId()),
                new PersonInsight.Messages(
                        person.sent(),
                        person.opened(),
                        person.clicked(),
                        person.lastSentAt(),
                        person.lastOpenedAt(),
                        person.unsubscribedAt()));
    }

    private PersonRow nothingCountedYet(CustomerRow customer) {
        return PersonRow.of(customer, List.of(), List.of(), 0, clock.instant(), platform);
    }

    private PersonInsight.Orders orders(PersonRow person, Instant now) {
        return new PersonInsight.Orders(
                person.orders(),
                person.revenue(),
                person.orders() == 0
                        ? null
                        : person.revenue()
                                .divide(
                                        BigDecimal.valueOf(person.orders()),
                                        platform.currency().getDefaultFractionDigits(),
                                        RoundingMode.HALF_UP),
                person.firstAt(),
                person.lastAt(),
                person.lastDay() == null ? null : silentDays(person.lastDay(), now),
                gap(person),
                person.cancelled());
    }

    private int silentDays(String lastDay, Instant now) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(LocalDate.parse(lastDay), platform.dayOf(now)));
    }

    private static @Nullable Double gap(PersonRow person) {
        return person.repeats() == 0 ? null : person.weeksToLast() * 7 / person.repeats();
    }

    private static @Nullable Scores scores(PersonRow person, Quintiles quintiles) {
        return person.lastAt() == null ? null : quintiles.scores(person.lastAt(), person.orders(), person.revenue());
    }

    private static @Nullable CustomerGroup group(PersonRow person, @Nullable Scores scores) {
        if (person.orders() == 0) {
            return CustomerGroup.PROSPECTS;
        }
        return scores == null ? null : CustomerGroup.of(scores.recency(), scores.frequency(), scores.monetary());
    }

    private static Category category(PersonRow.Bought bought, PersonRow person) {
        BigDecimal all =
                person.categories().stream().map(PersonRow.Bought::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Category(
                bought.category(),
                bought.orders(),
                bought.revenue(),
                all.signum() == 0 ? 0 : bought.revenue().doubleValue() / all.doubleValue());
    }

    private Outlook outlook(PersonRow person, @Nullable CustomerModel model, Instant now) {
        if (person.lastDay() == null) {
            return new Outlook(
                    Basis.NO_ORDERS,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Churn.UNKNOWN,
                    "They have not ordered yet, and the models only know people who have.",
                    null);
        }
        int silent = silentDays(person.lastDay(), now);
        return model == null || model.buying() == null
                ? bySilence(person, silent, model)
                : byModel(person, silent, model, model.buying().model(), now);
    }

    private Outlook bySilence(PersonRow person, int silent, @Nullable CustomerModel model) {
        Double gap = gap(person);
        Churn churn = gap == null
                ? Churn.UNKNOWN
                : silent > LONG_SILENCE * gap ? Churn.HIGH : silent > SILENCE * gap ? Churn.MEDIUM : Churn.LOW;
        String habit = gap == null
                ? "They ordered on one day only, %d days ago, which says nothing of their habits.".formatted(silent)
                : "They last ordered %d days ago, and used to after %.0f.".formatted(silent, gap);
        return new Outlook(
                Basis.SILENCE,
                null,
                null,
                null,
                null,
                null,
                churn,
                habit + " " + (model == null ? "No model is fitted yet." : model.note()),
                null);
    }

    private Outlook byModel(PersonRow person, int silent, CustomerModel all, BgNbd model, Instant now) {
        int x = person.repeats();
        double tx = person.weeksToLast();
        double t = Math.max(tx, person.weeksTo(platform.dayOf(now)));
        double ordering = model.probabilityOfOrder(HORIZON_WEEKS, x, tx, t);
        double risk = 1 - ordering;
        double expected = model.expectedOrders(HORIZON_WEEKS, x, tx, t);
        BigDecimal value = all.spending() == null
                ? null
                : CustomerModels.expectedValue(
                        model,
                        all.spending().model(),
                        x,
                        tx,
                        t,
                        person.repeatMean().doubleValue());
        return new Outlook(
                Basis.MODEL,
                model.probabilityAlive(x, tx, t),
                ordering,
                expected,
                value == null
                        ? null
                        : value.setScale(platform.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP),
                risk,
                risk >= HIGH_RISK ? Churn.HIGH : risk >= MEDIUM_RISK ? Churn.MEDIUM : Churn.LOW,
                "They ordered on %d %s, last %d days ago. By BG/NBD, fitted to %,d customers on %s, that makes a probability of %.0f%% that they order within %d days."
                        .formatted(
                                person.days(),
                                person.days() == 1 ? "day" : "days",
                                silent,
                                Objects.requireNonNull(all.buying()).customers(),
                                platform.dayOf(all.fittedAt()),
                                100 * ordering,
                                Outlook.HORIZON_DAYS),
                all.fittedAt());
    }
}
