package io.micms.benchmarks.matching;

import io.micms.campaign.rules.Aggregate;
import io.micms.campaign.rules.Aggregate.Dimension;
import io.micms.campaign.rules.Facts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A made-up customer with what they bought and read. */
record Shopper(
        String city,
        String country,
        String email,
        String plan,
        int points,
        List<String> tags,
        boolean consent,
        LocalDate birthDate,
        Instant createdAt,
        List<Occurrence> occurrences) {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ZoneId ZONE = ZoneOffset.UTC;
    static final int CITIES = 200;
    static final int COUNTRIES = 20;
    static final int TAGS = 300;
    static final int CATEGORIES = 30;
    static final List<String> PLANS = List.of("free", "silver", "gold", "platinum", "staff");

    /** @param category empty for messages */
    record Occurrence(Aggregate.Kind kind, Instant at, BigDecimal total, String category) {}

    static Shopper any(Random random) {
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            tags.add("tag" + skewed(random, TAGS));
        }
        List<Occurrence> occurrences = new ArrayList<>();
        for (int i = random.nextInt(15); i > 0; i--) {
            occurrences.add(purchase(random, ago(random, 700)));
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            Instant sent = ago(random, 400);
            occurrences.add(new Occurrence(Aggregate.Kind.SENT, sent, BigDecimal.ZERO, ""));
            if (random.nextInt(3) == 0) {
                occurrences.add(new Occurrence(Aggregate.Kind.OPENED, sent.plusSeconds(3600), BigDecimal.ZERO, ""));
            }
        }
        return new Shopper(
                "city" + skewed(random, CITIES),
                "country" + skewed(random, COUNTRIES),
                "person" + random.nextInt(1_000_000) + "@mail" + skewed(random, 40) + ".example",
                PLANS.get(skewed(random, PLANS.size())),
                random.nextInt(10_000),
                tags,
                random.nextInt(4) > 0,
                LocalDate.of(1945 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                ago(random, 1500),
                occurrences);
    }

    private static Occurrence purchase(Random random, Instant at) {
        return new Occurrence(
                Aggregate.Kind.ORDER,
                at,
                BigDecimal.valueOf(100 + random.nextInt(500_000), 2),
                "category" + skewed(random, CATEGORIES));
    }

    private static Instant ago(Random random, int days) {
        return NOW.minus(Duration.ofMinutes(10 + random.nextLong(days * 24L * 60)));
    }

    /** The first of many are had more often than the last. */
    static int skewed(Random random, int count) {
        double part = random.nextDouble();
        return (int) (part * part * count);
    }

    /** The same one after one thing happened: mostly an order, or a message opened, or a field changed. */
    Shopper changed(Random random) {
        int what = random.nextInt(10);
        if (what < 6) {
            return with(purchase(random, NOW.minusSeconds(5)));
        }
        if (what < 8) {
            return with(new Occurrence(Aggregate.Kind.OPENED, NOW.minusSeconds(5), BigDecimal.ZERO, ""));
        }
        Shopper other = any(random);
        List<String> more = new ArrayList<>(tags);
        more.add("tag" + skewed(random, TAGS));
        return new Shopper(
                what == 8 ? other.city : city,
                country,
                email,
                plan,
                what == 9 ? other.points : points,
                what == 9 ? more : tags,
                consent,
                birthDate,
                createdAt,
                occurrences);
    }

    private Shopper with(Occurrence occurrence) {
        List<Occurrence> more = new ArrayList<>(occurrences);
        more.add(occurrence);
        return new Shopper(city, country, email, plan, points, tags, consent, birthDate, createdAt, more);
    }

    /** What is stored of an aggregate. */
    record Tally(
            Aggregate aggregate,
            long count,
            BigDecimal total,
            @Nullable Instant changesAt) {}

    /** The customer at a moment at which everything has been counted. */
    record Counted(
            Shopper shopper,
            Instant at,
            List<Tally> tallies,
            @Nullable Instant firstOrderAt,
            @Nullable Instant lastOrderAt) {

        Facts facts() {
            Facts.Builder facts = shopper.profile(at)
                    .instant("orders.firstAt", firstOrderAt, null)
                    .instant("orders.lastAt", lastOrderAt, null);
            for (Tally tally : tallies) {
                facts.aggregate(tally.aggregate(), tally.count(), tally.total(), tally.changesAt());
            }
            return facts.build();
        }
    }

    /** @param aggregates what the rules ask to be counted */
    Counted counted(Instant at, Collection<Aggregate> aggregates) {
        return new Counted(
                this,
                at,
                aggregates.stream().map(aggregate -> tally(aggregate, at)).toList(),
                ordered(at, true),
                ordered(at, false));
    }

    private Facts.Builder profile(Instant at) {
        return new Facts.Builder(at, ZONE)
                .text("city", city)
                .text("country", country)
                .text("email", email)
                .scalar("attributes.plan", plan)
                .scalar("attributes.points", points)
                .texts("tags", tags)
                .flag("consent.email", consent)
                .date("birthDate", birthDate)
                .instant("createdAt", createdAt, null);
    }

    private @Nullable Instant ordered(Instant until, boolean first) {
        Instant found = null;
        for (Occurrence occurrence : occurrences) {
            Instant at = occurrence.at();
            if (occurrence.kind() == Aggregate.Kind.ORDER
                    && !at.isAfter(until)
                    && (found == null || at.isBefore(found) == first)) {
                found = at;
            }
        }
        return found;
    }

    private Tally tally(Aggregate aggregate, Instant at) {
        Instant start =
                aggregate.within() == null ? Instant.MIN : aggregate.within().startOfWindow(at, ZONE);
        List<String> categories = aggregate.where().get(Dimension.CATEGORY);
        Instant next = null;
        long count = 0;
        BigDecimal total = BigDecimal.ZERO;
        for (Occurrence occurrence : occurrences) {
            if (occurrence.kind() == aggregate.kind()
                    && occurrence.at().isAfter(start)
                    && !occurrence.at().isAfter(at)
                    && (categories == null || categories.contains(occurrence.category()))) {
                count++;
                total = total.add(occurrence.total());
                if (aggregate.within() != null) {
                    Instant leaves = aggregate.within().leavesWindow(occurrence.at(), ZONE);
                    next = next == null || leaves.isBefore(next) ? leaves : next;
                }
            }
        }
        return new Tally(aggregate, count, total, next);
    }
}
