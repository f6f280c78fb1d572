package io.micms.insight.people;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.Stored;
import io.micms.insight.people.CustomerModel.Buying;
import io.micms.insight.people.CustomerModel.GroupSum;
import io.micms.insight.people.CustomerModel.Quintiles;
import io.micms.insight.people.CustomerModel.Spending;
import io.micms.platform.leasing.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Learns from all customers together, again and again: by one instance at a time, and sooner while they are becoming many more. */
@Component
class CustomerModels {

    private static final Logger log = LoggerFactory.getLogger(CustomerModels.class);

    static final int BUYERS_TO_COMPARE = 20;
    static final int BUYERS_TO_FIT = 100;
    static final int REPEATERS_TO_FIT = 30;
    /** More tell the models nothing new, and the fit is to take seconds. */
    static final int SAMPLE = 25_000;

    private static final double HORIZON_WEEKS = Outlook.HORIZON_DAYS / 7.0;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double GROWTH = 1.1;
    /** Where a parameter ends up out here, the likelihood had no maximum and the optimiser only went on and on. */
    private static final double FARTHEST = 1e6;

    private final People people;
    private final MongoTemplate mongo;
    private final PeopleProperties properties;
    private final PlatformProperties platform;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Clock clock;

    CustomerModels(
            People people,
            MongoTemplate mongo,
            PeopleProperties properties,
            PlatformProperties platform,
            Leases leases,
            MeterRegistry meters,
            Clock clock) {
        this.people = people;
        this.mongo = mongo;
        this.properties = properties;
        this.platform = platform;
        this.leases = leases;
        this.meters = meters;
        this.clock = clock;
    }

    Optional<CustomerModel> current() {
        return Optional.ofNullable(mongo.findById(CustomerModel.ID, CustomerModel.class));
    }

    @Scheduled(fixedDelayString = "${micms.insights.look-for-refit-every:10s}")
    void refitWhenDue() {
        try {
            if (isDue()) {
                leases.run("customer-models", LEASE, () -> {
                    if (isDue()) {
                        refit();
                    }
                });
            }
        } catch (RuntimeException e) {
            log.error("Learning from all customers failed and is repeated", e);
        }
    }

    private boolean isDue() {
        long customers = people.count();
        return customers > 0
                && current()
                        .map(model -> {
                            Duration age = Duration.between(model.fittedAt(), clock.instant());
                            return age.compareTo(properties.refitEvery()) >= 0
                                    || age.compareTo(SOON) >= 0
                                            && (customers > GROWTH * model.customers() || model.buyers() == 0);
                        })
                        .orElse(true);
    }

    /** What the models read of a customer. */
    private record Buyer(
            int sampled, Instant lastAt, int orders, BigDecimal revenue, int x, double tx, double t, double mean) {}

    void refit() {
        long begin = System.nanoTime();
        Instant now = clock.instant();
        LocalDate today = platform.dayOf(now);
        List<Buyer> buyers = new ArrayList<>();
        int[] hours = new int[24];
        long[] customers = new long[1];
        people.forEach(
                person -> {
                    customers[0]++;
                    List<Integer> theirs = person.getList("hours", Integer.class);
                    for (int hour = 0; hour < hours.length; hour++) {
                        hours[hour] += theirs.get(hour);
                    }
                    if (person.getInteger("orders") > 0) {
                        buyers.add(buyer(person, today));
                    }
                },
                "orders",
                "revenue",
                "lastAt",
                "days",
                "firstDay",
                "lastDay",
                "repeatRevenue",
                "hours");
        // By something that has nothing to do with how they buy, and the same from one fit to the next.
        buyers.sort(Comparator.comparingInt(Buyer::sampled));
        List<Buyer> sample = buyers.subList(0, Math.min(SAMPLE, buyers.size()));
        StringBuilder note = new StringBuilder();
        Buying buying = fitBuying(sample, buyers.size(), note);
        Spending spending = buying == null ? null : fitSpending(sample, note);
        Quintiles quintiles = buyers.size() < BUYERS_TO_COMPARE ? null : quintiles(buyers);
        mongo.save(new CustomerModel(
                CustomerModel.ID,
                now,
                customers[0],
                buyers.size(),
                quintiles,
                Arrays.stream(hours).boxed().toList(),
                quintiles == null
                        ? List.of()
                        : groups(quintiles, buyers, customers[0] - buyers.size(), buying, spending),
                buying,
                spending,
                note.toString().strip()));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        meters.timer("micms.insights.refit").record(took);
        log.info(
                "Learned from {} customers, {} of them buyers, in {} ms", customers[0], buyers.size(), took.toMillis());
    }

    private static Buyer buyer(Document person, LocalDate today) {
        LocalDate first = LocalDate.parse(person.getString("firstDay"));
        LocalDate last = LocalDate.parse(person.getString("lastDay"));
        int repeats = person.getInteger("days") - 1;
        return new Buyer(
                // Scrambled, as ids of one source have hashes that follow each other.
                Integer.reverse(person.getString("_id").hashCode() * 0x9E3779B9),
                Objects.requireNonNull(Stored.instant(person, "lastAt")),
                person.getInteger("orders"),
                Stored.money(person, "revenue"),
                repeats,
                PersonRow.weeks(first, last),
                PersonRow.weeks(first, today.isBefore(last) ? last : today),
                repeats == 0 ? 0 : Stored.money(person, "repeatRevenue").doubleValue() / repeats);
    }

    private @Nullable Buying fitBuying(List<Buyer> sample, int buyers, StringBuilder note) {
        long begin = System.nanoTime();
        Histories histories = new Histories();
        sample.forEach(buyer -> histories.add(buyer.x(), buyer.tx(), buyer.t()));
        if (histories.customers() < BUYERS_TO_FIT || histories.repeaters() < REPEATERS_TO_FIT) {
            note.append(
                    "No model is fitted yet: it takes %d customers who bought, %d of them on more than one day, and there are %,d and %,d."
                            .formatted(BUYERS_TO_FIT, REPEATERS_TO_FIT, histories.customers(), histories.repeaters()));
            return null;
        }
        try {
            BgNbd.Fit fit = BgNbd.fit(histories);
            BgNbd model = fit.model();
            if (Math.max(Math.max(model.r(), model.alpha()), Math.max(model.a(), model.b())) > FARTHEST) {
                note.append("No model fits: the likelihood of these customers' buying has no maximum.");
                return null;
            }
            note.append(
                    "BG/NBD was fitted to %,d of %,d customers who bought, %,d of whom on more than one day; log-likelihood %,.1f."
                            .formatted(fit.customers(), buyers, fit.repeaters(), fit.logLikelihood()));
            return new Buying(
                    model.r(),
                    model.alpha(),
                    model.a(),
                    model.b(),
                    fit.logLikelihood(),
                    fit.customers(),
                    fit.repeaters(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (MathRuntimeException e) {
            log.warn("BG/NBD could not be fitted: {}", e.toString());
            note.append("No model fits: the search for its parameters did not come to an end.");
            return null;
        }
    }

    private @Nullable Spending fitSpending(List<Buyer> sample, StringBuilder note) {
        List<Buyer> repeaters = sample.stream()
                .filter(buyer -> buyer.x() > 0 && buyer.mean() > 0)
                .toList();
        if (repeaters.size() < REPEATERS_TO_FIT) {
            note.append(" Too few of them spent anything again for a model of values.");
            return null;
        }
        try {
            GammaGamma.Fit fit = GammaGamma.fit(
                    repeaters.stream().mapToInt(Buyer::x).toArray(),
                    repeaters.stream().mapToDouble(Buyer::mean).toArray());
            GammaGamma model = fit.model();
            if (!model.hasMean() || Math.max(model.p(), model.q()) > FARTHEST) {
                note.append(" Amounts are spread in a way that no model of values fits.");
                return null;
            }
            note.append(
                    " Gamma-Gamma was fitted to what %,d of them spent each day after the first; log-likelihood %,.1f."
                            .formatted(fit.customers(), fit.logLikelihood()));
            return new Spending(model.p(), model.q(), model.gamma(), fit.logLikelihood(), fit.customers());
        } catch (MathRuntimeException e) {
            log.warn("Gamma-Gamma could not be fitted: {}", e.toString());
            note.append(" The search for the parameters of a model of values did not come to an end.");
            return null;
        }
    }

    private static Quintiles quintiles(List<Buyer> buyers) {
        return new Quintiles(
                bounds(buyers.stream().map(Buyer::lastAt).sorted().toList()),
                bounds(buyers.stream().map(Buyer::orders).sorted().toList()),
                bounds(buyers.stream().map(Buyer::revenue).sorted().toList()));
    }

    /** The greatest of each of the lower four fifths. */
    private static <T> List<T> bounds(List<T> sorted) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(fifth -> sorted.get(Math.max(0, sorted.size() * fifth / 5 - 1)))
                .toList();
    }

    private static List<GroupSum> groups(
            Quintiles quintiles,
            List<Buyer> buyers,
            long prospects,
            @Nullable Buying buying,
            @Nullable Spending spending) {
        Map<CustomerGroup, GroupSum> sums = new EnumMap<>(CustomerGroup.class);
        for (Buyer buyer : buyers) {
            PersonInsight.Scores scores = quintiles.scores(buyer.lastAt(), buyer.orders(), buyer.revenue());
            CustomerGroup group = CustomerGroup.of(scores.recency(), scores.frequency(), scores.monetary());
            BigDecimal expected = buying == null || spending == null
                    ? null
                    : expectedValue(buying.model(), spending.model(), buyer.x(), buyer.tx(), buyer.t(), buyer.mean());
            sums.merge(group, new GroupSum(group, 1, buyer.revenue(), expected), CustomerModels::plus);
        }
        if (prospects > 0) {
            sums.put(CustomerGroup.PROSPECTS, new GroupSum(CustomerGroup.PROSPECTS, prospects, BigDecimal.ZERO, null));
        }
        return Arrays.stream(CustomerGroup.values())
                .map(group -> sums.getOrDefault(group, new GroupSum(group, 0, BigDecimal.ZERO, null)))
                .toList();
    }

    private static GroupSum plus(GroupSum one, GroupSum other) {
        return new GroupSum(
                one.group(),
                one.customers() + other.customers(),
                one.revenue().add(other.revenue()),
                one.expectedValue() == null || other.expectedValue() == null
                        ? null
                        : one.expectedValue().add(other.expectedValue()));
    }

    /** What somebody will spend over the horizon. */
    static BigDecimal expectedValue(BgNbd buying, GammaGamma spending, int x, double tx, double t, double mean) {
        return BigDecimal.valueOf(buying.expectedOrders(HORIZON_WEEKS, x, tx, t) * spending.expectedSpend(x, mean))
                .round(MathContext.DECIMAL32);
    }
}
