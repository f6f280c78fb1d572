package io.micms.insight.suggestions;

import static io.micms.insight.suggestions.Rules.allOf;
import static io.micms.insight.suggestions.Rules.anyOf;
import static io.micms.insight.suggestions.Rules.days;
import static io.micms.insight.suggestions.Rules.of;
import static io.micms.insight.suggestions.Rules.rule;
import static io.micms.insight.suggestions.Rules.within;

import io.micms.insight.PlatformProperties;
import io.micms.insight.people.Everybody;
import io.micms.insight.people.Everybody.Somebody;
import io.micms.insight.suggestions.Suggestion.Figure;
import io.micms.insight.suggestions.Suggestion.Key;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What all customers together suggest at one moment. Thresholds are drawn from the data and rounded, and stand in the rule, so that
 * the segment means tomorrow what was read today. Each rule goes with a test of the same meaning, by which its size is counted.
 *
 * <p>Everybody is read twice, first for the thresholds and then for the sizes, because nobody's memory holds all customers.
 */
final class Ideas {

    private static final int BUYERS_AT_LEAST = 20;
    private static final double HIGH_VALUE = 0.8;
    private static final double BEST = 0.95;
    private static final int MONTH = 30;
    private static final int QUARTER = 90;
    private static final int YEAR = 365;
    private static final int BIRTHDAYS_AHEAD = 14;
    private static final int CATEGORIES = 2;

    private static final Comparator<Suggestion> MOST_WORTHWHILE = Comparator.comparing(
                    (Suggestion suggestion) -> suggestion.worth() == null ? BigDecimal.ZERO : suggestion.worth())
            .thenComparing(Suggestion::size)
            .reversed()
            .thenComparing(Suggestion::key)
            .thenComparing(Suggestion::name);

    private final Instant now;
    private final PlatformProperties platform;

    private long all;
    private long birthdaysKnown;
    private long fresh;
    private long engaged;
    private final List<BigDecimal> revenues = new ArrayList<>();
    private final List<Long> gapsToSecond = new ArrayList<>();
    private final List<Double> gaps = new ArrayList<>();
    private BigDecimal revenueOfAll = BigDecimal.ZERO;
    private long daysOfAll;

    private Ideas(Instant now, PlatformProperties platform) {
        this.now = now;
        this.platform = platform;
    }

    /**
     * The most worthwhile first.
     *
     * @param everybody goes through all customers each time it is called
     */
    static List<Suggestion> suggestions(
            Consumer<Consumer<Somebody>> everybody, Instant now, PlatformProperties platform) {
        Ideas ideas = new Ideas(now, platform);
        everybody.accept(ideas::learnFrom);
        ideas.revenues.sort(null);
        ideas.gapsToSecond.sort(null);
        ideas.gaps.sort(null);
        List<Idea> promising = ideas.ideas();
        ByCategory categories = ideas.new ByCategory();
        everybody.accept(somebody -> {
            double worth = ideas.worth(somebody);
            promising.forEach(idea -> idea.count(somebody, worth));
            categories.count(somebody, worth);
        });
        return Stream.concat(
                        promising.stream().filter(idea -> idea.size > 0).map(Idea::suggestion),
                        categories.suggestions())
                .sorted(MOST_WORTHWHILE)
                .toList();
    }

    /**
     * What one more order of somebody would bring: as much as they spend on average on a day on which they order. Of who has not
     * bought it is what all buyers spend on such a day, times the share of customers who buy at all.
     */
    private double worth(Somebody somebody) {
        if (somebody.days() > 0) {
            return somebody.revenue().doubleValue() / somebody.days();
        }
        return daysOfAll == 0 ? 0 : revenueOfAll.doubleValue() / daysOfAll * revenues.size() / all;
    }

    private @Nullable BigDecimal money(double worth) {
        return daysOfAll == 0
                ? null
                : BigDecimal.valueOf(worth)
                        .setScale(platform.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP);
    }

    private void learnFrom(Somebody somebody) {
        all++;
        birthdaysKnown += somebody.birthday() == null ? 0 : 1;
        fresh += isWithin(MONTH, somebody.knownAt()) ? 1 : 0;
        engaged += isEngaged(somebody) ? 1 : 0;
        if (somebody.orders() == 0) {
            return;
        }
        revenues.add(somebody.revenue());
        revenueOfAll = revenueOfAll.add(somebody.revenue());
        daysOfAll += somebody.days();
        if (somebody.secondDay() != null) {
            gapsToSecond.add(daysBetween(somebody.firstDay(), somebody.secondDay()));
            gaps.add((double) daysBetween(somebody.firstDay(), somebody.lastDay()) / (somebody.days() - 1));
        }
    }

    /** A suggestion in the making: whom it is about, and how many and how much that comes to. */
    private final class Idea {

        private final Key key;
        private final String name;
        private final JsonNode rule;
        private final Predicate<Somebody> test;
        private final Function<Idea, String> why;
        private final List<Figure> figures;
        private long size;
        private BigDecimal revenue = BigDecimal.ZERO;
        private double worth;

        Idea(
                Key key,
                String name,
                JsonNode rule,
                Predicate<Somebody> test,
                Function<Idea, String> why,
                Figure... figures) {
            this.key = key;
            this.name = name;
            this.rule = rule;
            this.test = test;
            this.why = why;
            this.figures = List.of(figures);
        }

        /** @param oneOrder what one more order of theirs is worth */
        void count(Somebody somebody, double oneOrder) {
            if (test.test(somebody)) {
                size++;
                revenue = revenue.add(somebody.revenue());
                worth += oneOrder;
            }
        }

        Suggestion suggestion() {
            List<Figure> told = new ArrayList<>(
                    List.of(new Figure("customers", number(size)), new Figure("share of all", percent(size, all))));
            told.addAll(figures);
            return new Suggestion(
                    key, name, why.apply(this), rule, size, revenue.signum() == 0 ? null : revenue, money(worth), told);
        }
    }

    private List<Idea> ideas() {
        List<Idea> ideas = new ArrayList<>(List.of(birthdaySoon(), newWithoutOrder(), engagedWithoutBuying()));
        if (revenues.size() >= BUYERS_AT_LEAST) {
            ideas.add(atRiskOfHighValue());
            ideas.add(best());
            if (!gapsToSecond.isEmpty()) {
                ideas.add(secondPurchaseDue());
            }
        }
        return ideas;
    }

    private Idea atRiskOfHighValue() {
        BigDecimal threshold = threshold(HIGH_VALUE);
        int silence = usualSilence();
        String wait = !gaps.isEmpty() && gaps.get((int) ((gaps.size() - 1) * 0.8)) <= silence
                ? ", which is longer than four of five returning customers usually wait"
                : "";
        int lost = 3 * silence;
        return new Idea(
                Key.AT_RISK_HIGH_VALUE,
                "Big spenders gone quiet",
                allOf(
                        rule("orders.total", ">=", threshold),
                        rule("orders.lastAt", "notWithinLast", days(silence)),
                        rule("orders.lastAt", "withinLast", days(lost))),
                somebody -> somebody.revenue().compareTo(threshold) >= 0
                        && !orderedWithin(silence, somebody)
                        && orderedWithin(lost, somebody),
                idea ->
                        "%s customers are in the top fifth by what they spent (%s or more) and have not ordered for %d days%s. They have spent %s so far, %s of all revenue."
                                .formatted(
                                        number(idea.size),
                                        money(threshold),
                                        silence,
                                        wait,
                                        money(idea.revenue),
                                        percent(idea.revenue, revenueOfAll)),
                new Figure("spent at least", money(threshold)),
                new Figure("silent for days", number(silence)));
    }

    private Idea secondPurchaseDue() {
        int usual = (int) Math.clamp(gapsToSecond.get(gapsToSecond.size() / 2), 3, QUARTER);
        // What is usual is kept within bounds for the rule; what is told is what was found.
        long half = Math.max(usual, gapsToSecond.get(gapsToSecond.size() / 2));
        int last = 3 * usual;
        String returned = percent(gapsToSecond.size(), revenues.size());
        return new Idea(
                Key.SECOND_PURCHASE_DUE,
                "Second order due",
                allOf(
                        rule("orders.count", "=", 1),
                        rule("orders.lastAt", "notWithinLast", days(usual)),
                        rule("orders.lastAt", "withinLast", days(last))),
                somebody -> somebody.orders() == 1 && !orderedWithin(usual, somebody) && orderedWithin(last, somebody),
                idea ->
                        "%s customers ordered once, between %d and %d days ago. Of those who came back, half did so within %d days; so far %s of all buyers have come back at all."
                                .formatted(number(idea.size), usual, last, half, returned),
                new Figure("half came back within days", number(half)),
                new Figure("buyers who came back", returned));
    }

    private Idea best() {
        BigDecimal threshold = threshold(BEST);
        return new Idea(
                Key.BEST_CUSTOMERS,
                "Best customers",
                allOf(rule("orders.total", ">=", threshold), rule("orders.lastAt", "withinLast", days(QUARTER))),
                somebody -> somebody.revenue().compareTo(threshold) >= 0 && orderedWithin(QUARTER, somebody),
                idea ->
                        "%s customers spent %s or more and ordered within %d days: %s of all customers, and %s of all revenue. They are worth a thank-you before anything is sold to them."
                                .formatted(
                                        number(idea.size),
                                        money(threshold),
                                        QUARTER,
                                        percent(idea.size, all),
                                        percent(idea.revenue, revenueOfAll)),
                new Figure("spent at least", money(threshold)));
    }

    private Idea birthdaySoon() {
        Set<String> birthdays = birthdays();
        String known = percent(birthdaysKnown, all);
        return new Idea(
                Key.BIRTHDAY_SOON,
                "Birthday soon",
                allOf(rule("birthDate", "anniversaryWithinNext", days(BIRTHDAYS_AHEAD))),
                somebody -> somebody.birthday() != null && birthdays.contains(somebody.birthday()),
                idea -> "%s customers have their birthday within %d days. It is known of %s of all customers."
                        .formatted(number(idea.size), BIRTHDAYS_AHEAD, known),
                new Figure("birthday known", known));
    }

    private Idea newWithoutOrder() {
        return new Idea(
                Key.NEW_WITHOUT_ORDER,
                "New, no order yet",
                allOf(rule("createdAt", "withinLast", days(MONTH)), rule("orders.count", "=", 0)),
                somebody -> isWithin(MONTH, somebody.knownAt()) && somebody.orders() == 0,
                idea -> "%s of %s customers who became known within %d days have not ordered yet."
                        .formatted(number(idea.size), number(fresh), MONTH),
                new Figure("new customers", number(fresh)));
    }

    private Idea engagedWithoutBuying() {
        return new Idea(
                Key.ENGAGED_NON_BUYERS,
                "Reading, not buying",
                allOf(
                        anyOf(
                                within(MONTH, rule("messages.opened", ">=", 1)),
                                within(MONTH, rule("messages.clicked", ">=", 1))),
                        within(QUARTER, rule("orders.count", "=", 0))),
                somebody -> isEngaged(somebody) && !orderedWithin(QUARTER, somebody),
                idea ->
                        "%s of %s customers who opened or clicked a message within %d days have not ordered for %d days or never did."
                                .formatted(number(idea.size), number(engaged), MONTH, QUARTER),
                new Figure("opened or clicked", number(engaged)));
    }

    /** Which categories customers have stopped buying. Rules tell them apart without regard to case, and so does this. */
    private final class ByCategory {

        private final int silence = Math.max(QUARTER, usualSilence());
        private final Map<String, Counts> categories = new HashMap<>();

        private static final class Counts {

            private final String name;
            private long bought;
            private long lapsed;
            private long orderedSince;
            private BigDecimal revenue = BigDecimal.ZERO;
            private double worth;

            Counts(String name) {
                this.name = name;
            }
        }

        /** @param oneOrder what one more order of theirs is worth */
        void count(Somebody somebody, double oneOrder) {
            Map<String, Instant> lastAt = new HashMap<>();
            somebody.categories()
                    .forEach(bought -> lastAt.merge(
                            bought.category().toLowerCase(Locale.ROOT),
                            bought.lastAt(),
                            (one, other) -> one.isAfter(other) ? one : other));
            lastAt.forEach((category, at) -> {
                if (!isWithin(YEAR, at)) {
                    return;
                }
                Counts counts = categories.computeIfAbsent(category, first -> new Counts(name(category, somebody)));
                counts.bought++;
                if (!isWithin(silence, at)) {
                    counts.lapsed++;
                    counts.orderedSince += orderedWithin(silence, somebody) ? 1 : 0;
                    counts.revenue = counts.revenue.add(somebody.revenue());
                    counts.worth += oneOrder;
                }
            });
        }

        private static String name(String category, Somebody somebody) {
            return somebody.categories().stream()
                    .map(Everybody.Bought::category)
                    .filter(category::equalsIgnoreCase)
                    .findFirst()
                    .orElse(category);
        }

        Stream<Suggestion> suggestions() {
            return revenues.size() < BUYERS_AT_LEAST || silence >= YEAR
                    ? Stream.empty()
                    : categories.values().stream()
                            .filter(counts -> counts.lapsed > 0)
                            .sorted(Comparator.comparingDouble((Counts counts) -> counts.worth)
                                    .reversed()
                                    .thenComparing(counts -> counts.name))
                            .limit(CATEGORIES)
                            .map(this::suggestion);
        }

        private Suggestion suggestion(Counts counts) {
            return new Suggestion(
                    Key.LAPSED_BY_CATEGORY,
                    "No %s any more".formatted(counts.name),
                    "Of %s customers who bought %s within a year, %s have not for %d days; %s of them have ordered something else since."
                            .formatted(
                                    number(counts.bought),
                                    counts.name,
                                    number(counts.lapsed),
                                    silence,
                                    number(counts.orderedSince)),
                    allOf(
                            of(counts.name, within(YEAR, rule("orders.count", ">=", 1))),
                            of(counts.name, within(silence, rule("orders.count", "=", 0)))),
                    counts.lapsed,
                    counts.revenue,
                    money(counts.worth),
                    List.of(
                            new Figure("customers", number(counts.lapsed)),
                            new Figure("share of all", percent(counts.lapsed, all)),
                            new Figure("bought " + counts.name + " within a year", number(counts.bought)),
                            new Figure("not for days", number(silence))));
        }
    }

    /** Today's and those of the days that begin within the time ahead; who was born on 29 February celebrates on the 28th in other years. */
    private Set<String> birthdays() {
        LocalDate today = platform.dayOf(now);
        LocalDate last = platform.dayOf(now.plus(Duration.ofDays(BIRTHDAYS_AHEAD)));
        return today.datesUntil(last.plusDays(1))
                .flatMap(day -> day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear()
                        ? Stream.of(MonthDay.from(day), MonthDay.of(2, 29))
                        : Stream.of(MonthDay.from(day)))
                .map(day -> day.toString().substring(2))
                .collect(Collectors.toSet());
    }

    private boolean isEngaged(Somebody somebody) {
        return isWithin(MONTH, somebody.lastOpenedAt()) || isWithin(MONTH, somebody.lastClickedAt());
    }

    private boolean orderedWithin(int days, Somebody somebody) {
        return isWithin(days, somebody.lastAt());
    }

    /** As windows of rules are: their beginning does not belong to them, now does. */
    private boolean isWithin(int days, @Nullable Instant instant) {
        return instant != null && instant.isAfter(now.minus(Duration.ofDays(days))) && !instant.isAfter(now);
    }

    /** After how many days four of five customers who ever returned had, on average over their orders; within sensible bounds. */
    private int usualSilence() {
        if (gaps.isEmpty()) {
            return 2 * MONTH;
        }
        double usual = gaps.get((int) ((gaps.size() - 1) * 0.8));
        return (int) Math.clamp(Math.round(usual / 5) * 5, MONTH, 2 * QUARTER);
    }

    private static long daysBetween(@Nullable LocalDate from, @Nullable LocalDate to) {
        return Objects.requireNonNull(to).toEpochDay()
                - Objects.requireNonNull(from).toEpochDay();
    }

    /** What that share of buyers spent less than, in two figures. */
    private BigDecimal threshold(double share) {
        BigDecimal exact = revenues.get((int) ((revenues.size() - 1) * share));
        return new BigDecimal(exact.round(new MathContext(2, RoundingMode.DOWN)).toPlainString());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "0%" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0%"
                : String.format(Locale.ROOT, "%.1f%%", 100 * part.doubleValue() / whole.doubleValue());
    }

    private String money(BigDecimal amount) {
        return String.format(
                Locale.ROOT, "%,.0f %s", amount, platform.currency().getCurrencyCode());
    }
}
