package io.micms.insight.suggestions;

import static io.micms.insight.suggestions.Rules.allOf;
import static io.micms.insight.suggestions.Rules.anyOf;
import static io.micms.insight.suggestions.Rules.days;
import static io.micms.insight.suggestions.Rules.of;
import static io.micms.insight.suggestions.Rules.rule;
import static io.micms.insight.suggestions.Rules.within;

import io.micms.insight.PlatformProperties;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What all customers together suggest at one moment. Thresholds are drawn from the data and rounded, and stand in the rule, so that
 * the segment means tomorrow what was read today. Each rule goes with a test of the same meaning, by which its size is counted.
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

    private final List<Somebody> everybody;
    private final List<Somebody> buyers;
    private final Instant now;
    private final PlatformProperties platform;

    Ideas(List<Somebody> everybody, Instant now, PlatformProperties platform) {
        this.everybody = everybody;
        this.buyers =
                everybody.stream().filter(somebody -> somebody.orders() > 0).toList();
        this.now = now;
        this.platform = platform;
    }

    List<Suggestion> suggestions() {
        List<Suggestion> all = new ArrayList<>();
        if (buyers.size() >= BUYERS_AT_LEAST) {
            all.add(atRiskOfHighValue());
            Stream.ofNullable(secondPurchaseDue()).forEach(all::add);
            all.addAll(lapsedByCategory());
            all.add(best());
        }
        all.add(birthdaySoon());
        all.add(newWithoutOrder());
        all.add(engagedWithoutBuying());
        return all.stream().filter(suggestion -> suggestion.size() > 0).toList();
    }

    private Suggestion suggestion(
            Key key,
            String name,
            JsonNode rule,
            Predicate<Somebody> test,
            Function<List<Somebody>, String> why,
            boolean worth,
            Figure... figures) {
        List<Somebody> members = everybody.stream().filter(test).toList();
        BigDecimal revenue = revenue(members);
        List<Figure> all = new ArrayList<>(List.of(
                new Figure("customers", number(members.size())),
                new Figure("share of all", percent(members.size(), everybody.size()))));
        all.addAll(List.of(figures));
        return new Suggestion(key, name, why.apply(members), rule, members.size(), worth ? revenue : null, all);
    }

    private Suggestion atRiskOfHighValue() {
        BigDecimal threshold = threshold(HIGH_VALUE);
        int silence = usualSilence();
        int lost = 3 * silence;
        return suggestion(
                Key.AT_RISK_HIGH_VALUE,
                "Big spenders gone quiet",
                allOf(
                        rule("orders.total", ">=", threshold),
                        rule("orders.lastAt", "notWithinLast", days(silence)),
                        rule("orders.lastAt", "withinLast", days(lost))),
                somebody -> somebody.revenue().compareTo(threshold) >= 0
                        && !orderedWithin(silence, somebody)
                        && orderedWithin(lost, somebody),
                members ->
                        "%s customers are in the top fifth by what they spent (%s or more) and have not ordered for %d days, after which four of five returning customers had ordered again. They have spent %s so far, %s of all revenue; after %d days few come back."
                                .formatted(
                                        number(members.size()),
                                        money(threshold),
                                        silence,
                                        money(revenue(members)),
                                        percent(revenue(members), revenue(buyers)),
                                        lost),
                true,
                new Figure("spent at least", money(threshold)),
                new Figure("silent for days", number(silence)));
    }

    /** Null where nobody has ever bought twice. */
    private @Nullable Suggestion secondPurchaseDue() {
        List<Long> gaps = buyers.stream()
                .filter(buyer -> buyer.secondDay() != null)
                .map(buyer -> daysBetween(buyer.firstDay(), buyer.secondDay()))
                .sorted()
                .toList();
        if (gaps.isEmpty()) {
            return null;
        }
        int usual = (int) Math.clamp(gaps.get(gaps.size() / 2), 3, QUARTER);
        int last = 3 * usual;
        long repeaters = gaps.size();
        return suggestion(
                Key.SECOND_PURCHASE_DUE,
                "Second order due",
                allOf(
                        rule("orders.count", "=", 1),
                        rule("orders.lastAt", "notWithinLast", days(usual)),
                        rule("orders.lastAt", "withinLast", days(last))),
                somebody -> somebody.orders() == 1 && !orderedWithin(usual, somebody) && orderedWithin(last, somebody),
                members ->
                        "%s customers ordered once, between %d and %d days ago. Of those who came back, half did so within %d days; so far %s of all buyers have come back at all."
                                .formatted(
                                        number(members.size()), usual, last, usual, percent(repeaters, buyers.size())),
                true,
                new Figure("half came back within days", number(usual)),
                new Figure("buyers who came back", percent(repeaters, buyers.size())));
    }

    private List<Suggestion> lapsedByCategory() {
        int silence = Math.max(QUARTER, usualSilence());
        if (silence >= YEAR) {
            return List.of();
        }
        Map<String, Long> lapsed = new HashMap<>();
        for (Somebody buyer : buyers) {
            buyer.categories().stream()
                    .filter(bought -> isWithin(YEAR, bought.lastAt()) && !isWithin(silence, bought.lastAt()))
                    .forEach(bought -> lapsed.merge(bought.category(), 1L, Long::sum));
        }
        return lapsed.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(CATEGORIES)
                .map(category -> lapsed(category.getKey(), silence))
                .toList();
    }

    private Suggestion lapsed(String category, int silence) {
        long bought = buyers.stream()
                .filter(buyer -> boughtWithin(YEAR, category, buyer))
                .count();
        return suggestion(
                Key.LAPSED_BY_CATEGORY,
                "No %s any more".formatted(category),
                allOf(
                        of(category, within(YEAR, rule("orders.count", ">=", 1))),
                        of(category, within(silence, rule("orders.count", "=", 0)))),
                somebody -> boughtWithin(YEAR, category, somebody) && !boughtWithin(silence, category, somebody),
                members ->
                        "Of %s customers who bought %s within a year, %s have not for %d days; %s of them have ordered something else since."
                                .formatted(
                                        number(bought),
                                        category,
                                        number(members.size()),
                                        silence,
                                        number(members.stream()
                                                .filter(member -> orderedWithin(silence, member))
                                                .count())),
                true,
                new Figure("bought " + category + " within a year", number(bought)),
                new Figure("not for days", number(silence)));
    }

    private Suggestion best() {
        BigDecimal threshold = threshold(BEST);
        return suggestion(
                Key.BEST_CUSTOMERS,
                "Best customers",
                allOf(rule("orders.total", ">=", threshold), rule("orders.lastAt", "withinLast", days(QUARTER))),
                somebody -> somebody.revenue().compareTo(threshold) >= 0 && orderedWithin(QUARTER, somebody),
                members ->
                        "%s customers spent %s or more and ordered within %d days: %s of all customers, and %s of all revenue. They are worth a thank-you before anything is sold to them."
                                .formatted(
                                        number(members.size()),
                                        money(threshold),
                                        QUARTER,
                                        percent(members.size(), everybody.size()),
                                        percent(revenue(members), revenue(buyers))),
                true,
                new Figure("spent at least", money(threshold)));
    }

    private Suggestion birthdaySoon() {
        Set<String> birthdays = birthdays();
        long known = everybody.stream()
                .filter(somebody -> somebody.birthday() != null)
                .count();
        return suggestion(
                Key.BIRTHDAY_SOON,
                "Birthday soon",
                allOf(rule("birthDate", "anniversaryWithinNext", days(BIRTHDAYS_AHEAD))),
                somebody -> somebody.birthday() != null && birthdays.contains(somebody.birthday()),
                members -> "%s customers have their birthday within %d days. It is known of %s of all customers."
                        .formatted(number(members.size()), BIRTHDAYS_AHEAD, percent(known, everybody.size())),
                false,
                new Figure("birthday known", percent(known, everybody.size())));
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

    private Suggestion newWithoutOrder() {
        long fresh = everybody.stream()
                .filter(somebody -> isWithin(MONTH, somebody.knownAt()))
                .count();
        return suggestion(
                Key.NEW_WITHOUT_ORDER,
                "New, no order yet",
                allOf(rule("createdAt", "withinLast", days(MONTH)), rule("orders.count", "=", 0)),
                somebody -> isWithin(MONTH, somebody.knownAt()) && somebody.orders() == 0,
                members -> "%s of %s customers who became known within %d days have not ordered yet."
                        .formatted(number(members.size()), number(fresh), MONTH),
                false,
                new Figure("new customers", number(fresh)));
    }

    private Suggestion engagedWithoutBuying() {
        long engaged = everybody.stream().filter(this::isEngaged).count();
        return suggestion(
                Key.ENGAGED_NON_BUYERS,
                "Reading, not buying",
                allOf(
                        anyOf(
                                within(MONTH, rule("messages.opened", ">=", 1)),
                                within(MONTH, rule("messages.clicked", ">=", 1))),
                        within(QUARTER, rule("orders.count", "=", 0))),
                somebody -> isEngaged(somebody) && !orderedWithin(QUARTER, somebody),
                members ->
                        "%s of %s customers who opened or clicked a message within %d days have not ordered for %d days or never did."
                                .formatted(number(members.size()), number(engaged), MONTH, QUARTER),
                false,
                new Figure("opened or clicked", number(engaged)));
    }

    private boolean isEngaged(Somebody somebody) {
        return isWithin(MONTH, somebody.lastOpenedAt()) || isWithin(MONTH, somebody.lastClickedAt());
    }

    private boolean orderedWithin(int days, Somebody somebody) {
        return isWithin(days, somebody.lastAt());
    }

    private boolean boughtWithin(int days, String category, Somebody somebody) {
        return somebody.categories().stream()
                .anyMatch(bought -> bought.category().equalsIgnoreCase(category) && isWithin(days, bought.lastAt()));
    }

    /** As windows of rules are: their beginning does not belong to them, now does. */
    private boolean isWithin(int days, @Nullable Instant instant) {
        return instant != null && instant.isAfter(now.minus(Duration.ofDays(days))) && !instant.isAfter(now);
    }

    /** After how many days four of five customers who ever returned had, on average over their orders; within sensible bounds. */
    private int usualSilence() {
        List<Double> gaps = buyers.stream()
                .filter(buyer -> buyer.days() > 1)
                .map(buyer -> (double) daysBetween(buyer.firstDay(), buyer.lastDay()) / (buyer.days() - 1))
                .sorted()
                .toList();
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
        List<BigDecimal> revenues = buyers.stream()
                .map(Somebody::revenue)
                .sorted(Comparator.naturalOrder())
                .toList();
        BigDecimal exact = revenues.get((int) ((revenues.size() - 1) * share));
        return new BigDecimal(exact.round(new MathContext(2, RoundingMode.DOWN)).toPlainString());
    }

    private static BigDecimal revenue(List<Somebody> of) {
        return of.stream().map(Somebody::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0 %"
                : String.format(Locale.ROOT, "%.1f %%", 100 * part.doubleValue() / whole.doubleValue());
    }

    private String money(BigDecimal amount) {
        return String.format(
                Locale.ROOT, "%,.0f %s", amount, platform.currency().getCurrencyCode());
    }
}
