package io.micms.insight.personal;

import io.micms.insight.neighbours.CampaignService.LogEntry;
import io.micms.insight.neighbours.CustomerService.Customer;
import io.micms.insight.neighbours.OrderService.Latest;
import io.micms.insight.people.PersonInsight;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to go by about one customer, as far as it could be asked for.
 *
 * @param insight null if nothing was computed yet
 * @param orders the latest; null if they could not be asked for
 * @param log the newest entries first; null if it could not be asked for
 */
record PersonFacts(
        Customer customer,
        @Nullable PersonInsight insight,
        @Nullable Latest orders,
        @Nullable List<LogEntry> log,
        String currency,
        ZoneId zone,
        Clock clock) {

    private static final int BIRTHDAY_SOON_DAYS = 14;

    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (orders == null) {
            missing.add("the orders");
        }
        if (log == null) {
            missing.add("the communication log");
        }
        if (insight == null) {
            missing.add("the figures computed from events");
        }
        return missing;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Optional<PersonInsight> figures() {
        return Optional.ofNullable(insight);
    }

    int orderCount() {
        return insight != null
                ? insight.orders().count()
                : orders == null
                        ? 0
                        : (int) orders.orders().stream()
                                .filter(order -> order.counts())
                                .count();
    }

    @Nullable
    Integer daysSinceLastOrder() {
        if (insight != null) {
            return insight.orders().daysSinceLast();
        }
        return orders == null
                ? null
                : orders.orders().stream()
                        .filter(order -> order.counts())
                        .findFirst()
                        .map(order -> (int) Duration.between(order.placedAt(), clock.instant())
                                .toDays())
                        .orElse(null);
    }

    @Nullable
    String favouriteCategory() {
        return insight == null || insight.categories().isEmpty()
                ? null
                : insight.categories().getFirst().category();
    }

    /** Days until the next birthday, 0 today; null if it is not known. */
    @Nullable
    Integer daysToBirthday() {
        LocalDate born = customer.birthDate();
        if (born == null) {
            return null;
        }
        LocalDate next = born.withYear(today().getYear());
        if (next.isBefore(today())) {
            next = born.withYear(today().getYear() + 1);
        }
        return (int) java.time.temporal.ChronoUnit.DAYS.between(today(), next);
    }

    boolean birthdaySoon() {
        Integer days = daysToBirthday();
        return days != null && days <= BIRTHDAY_SOON_DAYS;
    }

    boolean mayBeMailed() {
        return customer.consent() != null
                && Boolean.TRUE.equals(customer.consent().email());
    }

    boolean mayBeTexted() {
        return customer.consent() != null
                && Boolean.TRUE.equals(customer.consent().sms());
    }

    /** The newest thing that a person wrote down; null without one. */
    @Nullable
    LogEntry newestNote() {
        return log == null
                ? null
                : log.stream()
                        .filter(entry -> !entry.kind().equals("MESSAGE"))
                        .filter(entry -> entry.body() != null)
                        .findFirst()
                        .orElse(null);
    }

    /** What is known, each with its label. Names no address and no number to call. */
    List<Personal.Fact> facts() {
        List<Personal.Fact> facts = new ArrayList<>();
        add(
                facts,
                "Customer since",
                LocalDate.ofInstant(customer.createdAt(), zone).toString());
        add(facts, "City", customer.city());
        add(facts, "Tags", customer.tags().isEmpty() ? null : String.join(", ", customer.tags()));
        if (daysToBirthday() != null && birthdaySoon()) {
            add(facts, "Birthday", daysToBirthday() == 0 ? "today" : "in %d days".formatted(daysToBirthday()));
        }
        figures().ifPresent(figures -> addFigures(facts, figures));
        if (insight == null && orders != null) {
            add(facts, "Orders", orderCount() + (orders.more() ? " or more" : ""));
        }
        add(facts, "May be mailed", mayBeMailed() ? "yes" : "no consent");
        add(facts, "May be texted", mayBeTexted() ? "yes" : "no consent");
        return facts;
    }

    private void addFigures(List<Personal.Fact> facts, PersonInsight figures) {
        add(facts, "Orders", String.valueOf(figures.orders().count()));
        if (figures.orders().count() > 0) {
            add(facts, "Spent", currency + " " + figures.orders().revenue().toPlainString());
            add(facts, "Last order", figures.orders().daysSinceLast() + " days ago");
        }
        add(facts, "Group", figures.group() == null ? null : figures.group().title());
        add(facts, "Favourite category", favouriteCategory());
        add(
                facts,
                "Messages opened",
                "%d of %d"
                        .formatted(
                                figures.messages().opened(), figures.messages().sent()));
        if (figures.outlook().probabilityAlive() != null) {
            add(
                    facts,
                    "Probability of still being a customer",
                    percent(figures.outlook().probabilityAlive()));
        }
        if (figures.bestHour().hour() != null) {
            add(
                    facts,
                    "Best hour to write",
                    "%02d:00".formatted(figures.bestHour().hour()));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static void add(List<Personal.Fact> facts, String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.add(new Personal.Fact(label, Objects.requireNonNull(text)));
        }
    }
}
