package io.micms.insight.personal;

import io.micms.insight.drafts.PersonalTemplates;
import io.micms.insight.neighbours.CampaignService.LogEntry;
import io.micms.insight.neighbours.CustomerService.Customer;
import io.micms.insight.neighbours.OrderService;
import io.micms.insight.neighbours.OrderService.Latest;
import io.micms.insight.people.CustomerGroup;
import io.micms.insight.people.PersonInsight;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    static final String FIRST_NAME = "First name";

    private static final String CUSTOMER_SINCE = "Customer since";
    private static final String BIRTHDAY = "Birthday";
    private static final String LAST_ORDER = "Last order";
    private static final String LAST_BOUGHT = "Last bought";
    private static final String GROUP = "Group";
    private static final String FAVOURITE_CATEGORY = "Favourite category";

    /** Labels of facts that are names, and so stand in a text as they are if they are used. */
    static final Set<String> NAMES = Set.of("City", "Tags", LAST_BOUGHT, FAVOURITE_CATEGORY);

    private static final int BIRTHDAY_SOON_DAYS = 14;
    private static final Set<CustomerGroup> LOYAL = EnumSet.of(CustomerGroup.CHAMPIONS, CustomerGroup.LOYAL);

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

    /** What somebody bought in their last order that counts, by its name; null if that is not known. */
    @Nullable
    String lastBought() {
        return orders == null
                ? null
                : orders.orders().stream()
                        .filter(order -> order.counts())
                        .findFirst()
                        .flatMap(order -> order.items().stream()
                                .map(OrderService.Item::name)
                                .filter(name -> name != null && !name.isBlank())
                                .findFirst())
                        .orElse(null);
    }

    boolean loyal() {
        return insight != null && insight.group() != null && LOYAL.contains(insight.group());
    }

    /** All that a message from templates may rest on. */
    PersonalTemplates.Known known() {
        int since = LocalDate.ofInstant(customer.createdAt(), zone).getYear();
        return new PersonalTemplates.Known(
                customer.firstName(),
                favouriteCategory(),
                lastBought(),
                daysSinceLastOrder(),
                birthdaySoon() ? daysToBirthday() : null,
                loyal(),
                since < today().getYear() ? since : null);
    }

    /** A fact as people read it; null if it is none of this customer's. */
    Personal.@Nullable Fact fact(PersonalTemplates.Used used) {
        String label = switch (used) {
            case FIRST_NAME -> FIRST_NAME;
            case FAVOURITE_CATEGORY -> FAVOURITE_CATEGORY;
            case LAST_ORDER -> LAST_ORDER;
            case LAST_BOUGHT -> LAST_BOUGHT;
            case BIRTHDAY -> BIRTHDAY;
            case GROUP -> GROUP;
            case CUSTOMER_SINCE -> CUSTOMER_SINCE;
        };
        if (used == PersonalTemplates.Used.FIRST_NAME) {
            return customer.firstName() == null ? null : new Personal.Fact(label, customer.firstName());
        }
        return facts().stream()
                .filter(fact -> fact.label().equals(label))
                .findFirst()
                .orElse(null);
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
                CUSTOMER_SINCE,
                LocalDate.ofInstant(customer.createdAt(), zone).toString());
        add(facts, "City", customer.city());
        add(facts, "Tags", customer.tags().isEmpty() ? null : String.join(", ", customer.tags()));
        if (daysToBirthday() != null && birthdaySoon()) {
            add(facts, BIRTHDAY, daysToBirthday() == 0 ? "today" : "in %d days".formatted(daysToBirthday()));
        }
        figures().ifPresent(figures -> addFigures(facts, figures));
        if (insight == null && orders != null) {
            add(facts, "Orders", orderCount() + (orders.more() ? " or more" : ""));
            add(facts, LAST_ORDER, daysSinceLastOrder() == null ? null : daysSinceLastOrder() + " days ago");
        }
        add(facts, LAST_BOUGHT, lastBought());
        add(facts, "May be mailed", mayBeMailed() ? "yes" : "no consent");
        add(facts, "May be texted", mayBeTexted() ? "yes" : "no consent");
        return facts;
    }

    private void addFigures(List<Personal.Fact> facts, PersonInsight figures) {
        add(facts, "Orders", String.valueOf(figures.orders().count()));
        if (figures.orders().count() > 0) {
            add(facts, "Spent", currency + " " + figures.orders().revenue().toPlainString());
            add(facts, LAST_ORDER, figures.orders().daysSinceLast() + " days ago");
        }
        add(facts, GROUP, figures.group() == null ? null : figures.group().title());
        add(facts, FAVOURITE_CATEGORY, favouriteCategory());
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
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }

    private static void add(List<Personal.Fact> facts, String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.add(new Personal.Fact(label, Objects.requireNonNull(text)));
        }
    }
}
