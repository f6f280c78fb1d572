package io.micms.local.demo;

import io.micms.local.demo.DemoOrder.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/**
 * Two years of a shop in India: who its customers are and what they bought. The same on every run of one day; on another day only
 * the dates have moved along.
 */
public final class DemoData {

    private static final long SEED = 20_260_101L;
    private static final int CUSTOMERS = 2_000;
    /** One of so many only signed up. */
    private static final int NEVER_BUYS = 20;

    private static final int OFTEN = 9;
    private static final int NOW_AND_THEN = 3;
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    /** Shop traffic by month, January first: the weeks before Diwali are the busiest, the monsoon the quietest. */
    private static final int[] SEASON = {55, 50, 60, 60, 60, 50, 45, 65, 75, 100, 100, 80};

    private static final List<String> CITIES = List.of(
            "Mumbai",
            "Mumbai",
            "Delhi",
            "Delhi",
            "Bengaluru",
            "Bengaluru",
            "Pune",
            "Pune",
            "Hyderabad",
            "Chennai",
            "Kolkata",
            "Jaipur",
            "Ahmedabad",
            "Kochi",
            "Lucknow");
    private static final List<String> CHANNELS = List.of("web", "web", "web", "app", "app", "store");

    private final Instant until;
    private final Random random = new Random(SEED);
    /** Of its own, so that nothing else depends on when people signed up. */
    private final Random arrivals = new Random(SEED + 1);

    private final List<DemoCustomer> customers = new ArrayList<>();
    private final List<DemoOrder> orders = new ArrayList<>();

    private DemoData(Instant until) {
        this.until = until;
    }

    /** Everything up to the beginning of the day (UTC) that the instant falls on. */
    public static DemoData before(Instant now) {
        DemoData data = new DemoData(now.truncatedTo(ChronoUnit.DAYS));
        data.make();
        return data;
    }

    public List<DemoCustomer> customers() {
        return List.copyOf(customers);
    }

    /** Oldest first. */
    public List<DemoOrder> orders() {
        return List.copyOf(orders);
    }

    /**
     * Sends everything to the inbound topics and returns when Kafka has it. Doing so again changes nothing, since the ids are the
     * same.
     */
    public void produce(String bootstrapServers) {
        try (DemoProducer producer = new DemoProducer(bootstrapServers, until)) {
            customers.forEach(producer::send);
            orders.forEach(producer::send);
        }
    }

    private void make() {
        Faker faker = new Faker(Locale.of("en", "IN"), new Random(SEED));
        Set<String> emails = new HashSet<>();
        List<Purchase> purchases = new ArrayList<>();
        for (int i = 1; i <= CUSTOMERS; i++) {
            List<Purchase> theirs = random.nextInt(NEVER_BUYS) == 0 ? List.of() : purchases("C-" + (10_000 + i));
            purchases.addAll(theirs);
            customers.add(customer(faker, i, theirs, emails));
        }
        purchases.sort(Comparator.comparing(Purchase::at));
        for (Purchase purchase : purchases) {
            orders.add(order("O-" + (10_001 + orders.size()), purchase));
        }
    }

    /** @param basket how many different things are bought, at most */
    private record Purchase(String customer, Instant at, int basket) {}

    private List<Purchase> purchases(String customer) {
        Habit habit = Habit.any(random);
        List<Purchase> purchases = new ArrayList<>();
        Instant at = until.minus(habit.firstBefore());
        while (at.isBefore(until)) {
            if (random.nextInt(100) < SEASON[at.atZone(INDIA).getMonthValue() - 1]) {
                purchases.add(new Purchase(customer, awake(at), habit.basket()));
                if (habit.stops(random)) {
                    break;
                }
            }
            at = at.plus(habit.pause(random));
        }
        return purchases;
    }

    /** Most of what would be bought at night is bought the evening before. */
    private Instant awake(Instant at) {
        boolean asleep = at.atZone(INDIA).getHour() < 8 && random.nextInt(10) > 0;
        return (asleep ? at.minus(Duration.ofHours(8)) : at).truncatedTo(ChronoUnit.SECONDS);
    }

    private DemoCustomer customer(Faker faker, int number, List<Purchase> purchases, Set<String> emails) {
        int orderCount = purchases.size();
        String first = faker.name().firstName();
        String last = faker.name().lastName();
        boolean loyal = orderCount >= OFTEN;
        String plan = loyal
                ? random.nextInt(10) < 7 ? "gold" : "silver"
                : orderCount >= NOW_AND_THEN && random.nextInt(10) < 4 ? "silver" : "none";
        List<String> tags = new ArrayList<>();
        if (loyal && random.nextInt(10) < 4) {
            tags.add("vip");
        }
        if (random.nextInt(10) < 4) {
            tags.add("newsletter");
        }
        if (random.nextInt(20) == 0) {
            tags.add("wholesale");
        }
        LocalDate birthday = LocalDate.of(1955, 1, 1).plusDays(random.nextInt(50 * 365));
        return new DemoCustomer(
                "C-" + (10_000 + number),
                first,
                last,
                email(first, last, number, emails),
                random.nextInt(10) < 9 ? "+919" + (100_000_000 + random.nextInt(900_000_000)) : null,
                any(CITIES),
                "IN",
                random.nextInt(10) < 8 ? birthday.toString() : null,
                tags,
                INDIA.getId(),
                new DemoCustomer.Attributes(plan, orderCount * (20 + random.nextInt(60))),
                new DemoCustomer.Consent(random.nextInt(100) < 78, random.nextInt(100) < 45),
                signedUp(purchases));
    }

    /** Most sign up when they first buy, others look around for some days. */
    private Instant signedUp(List<Purchase> purchases) {
        if (purchases.isEmpty()) {
            return until.minus(Duration.ofMinutes(1 + arrivals.nextLong(Habit.LONGEST.toMinutes())))
                    .truncatedTo(ChronoUnit.SECONDS);
        }
        int minutes = arrivals.nextInt(3) > 0 ? 5 + arrivals.nextInt(20) : arrivals.nextInt(14 * 24 * 60);
        Instant first = purchases.stream()
                .map(Purchase::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return first.minus(Duration.ofMinutes(5 + minutes));
    }

    private static String email(String first, String last, int number, Set<String> taken) {
        String name = (first + "." + last).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        String email = name + "@example.com";
        if (!taken.add(email)) {
            email = name + "." + (10_000 + number) + "@example.com";
            taken.add(email);
        }
        return email;
    }

    private DemoOrder order(String id, Purchase purchase) {
        List<Item> items = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> skus = new HashSet<>();
        int lines = 1 + random.nextInt(purchase.basket());
        while (items.size() < lines) {
            Product product = any(Product.ASSORTMENT);
            if (skus.add(product.sku())) {
                int quantity = random.nextInt(5) == 0 ? 2 : 1;
                items.add(new Item(
                        product.sku(), product.name(), product.category(), quantity, money(rupees(product.price()))));
                sum = sum.add(rupees(product.price()).multiply(BigDecimal.valueOf(quantity)));
            }
        }
        BigDecimal discount = random.nextInt(5) == 0 ? sum.movePointLeft(1).setScale(2) : BigDecimal.ZERO;
        BigDecimal shipping = sum.compareTo(rupees(999)) < 0 ? rupees(79) : BigDecimal.ZERO;
        return new DemoOrder(
                id,
                purchase.customer(),
                purchase.at(),
                status(Duration.between(purchase.at(), until)),
                "INR",
                money(sum.subtract(discount).add(shipping)),
                discount.signum() == 0 ? null : money(discount),
                shipping.signum() == 0 ? null : money(shipping),
                any(CHANNELS),
                items);
    }

    private String status(Duration age) {
        int draw = random.nextInt(100);
        if (draw < 4) {
            return "CANCELLED";
        }
        if (age.toDays() < 1) {
            return draw < 40 ? "PLACED" : "PAID";
        }
        if (age.toDays() < 6) {
            return "SHIPPED";
        }
        return draw < 7 ? "REFUNDED" : "DELIVERED";
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static BigDecimal rupees(int amount) {
        return BigDecimal.valueOf(amount).setScale(2);
    }

    private static String money(BigDecimal amount) {
        return amount.toPlainString();
    }
}
