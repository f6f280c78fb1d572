package io.micms.insight.performance;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.performance.CampaignPerformance.Attributed;
import io.micms.insight.performance.CampaignPerformance.Curve;
import io.micms.insight.performance.CampaignPerformance.Part;
import io.micms.insight.performance.CampaignPerformance.Reach;
import io.micms.insight.performance.CampaignPerformance.Touch;
import io.micms.insight.performance.Uplift.Arm;
import io.micms.insight.performance.Uplift.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up one campaign, person by person. */
final class Tallying {

    /**
     * Not decided yet. Whoever was skipped is: people are held out before consent, caps and the like are looked at, so those who
     * could not be written to are among them as well, and leaving them out of the others would compare different people.
     */
    private static final Set<String> WAITING = Set.of("QUEUED", "SENDING");

    private final String campaignId;
    private final Touch touch;
    private final int windowDays;
    private final Duration window;
    private final Instant now;
    private final PlatformProperties platform;

    private final Counts all = new Counts();
    private final Map<String, Counts> variants = new TreeMap<>();
    private final Map<Integer, Counts> steps = new TreeMap<>();
    private final Group messaged;
    private final Group heldOut;
    private final Map<String, Group> groupsOfVariants = new TreeMap<>();

    Tallying(String campaignId, Touch touch, int windowDays, Instant now, PlatformProperties platform) {
        this.campaignId = campaignId;
        this.touch = touch;
        this.windowDays = windowDays;
        this.window = Duration.ofDays(windowDays);
        this.now = now;
        this.platform = platform;
        this.messaged = new Group();
        this.heldOut = new Group();
    }

    /** What became of messages, and what they brought. */
    private static final class Counts {

        private final long[] reach = new long[12];
        private long people;
        private long customers;
        private long orders;
        private BigDecimal revenue = BigDecimal.ZERO;

        void count(MessageRow row) {
            boolean[] is = {
                WAITING.contains(row.state()),
                row.sent(),
                row.delivered(),
                row.openedAt() != null,
                row.clickedAt() != null,
                "FAILED".equals(row.state()),
                "SKIPPED".equals(row.state()),
                "UNCONFIRMED".equals(row.state()),
                row.heldOut(),
                row.unsubscribedAt() != null,
                row.bouncedAt() != null,
                row.complainedAt() != null
            };
            for (int i = 0; i < is.length; i++) {
                reach[i] += is[i] ? 1 : 0;
            }
        }

        Reach reach() {
            return new Reach(
                    reach[0], reach[1], reach[2], reach[3], reach[4], reach[5], reach[6], reach[7], reach[8], reach[9],
                    reach[10], reach[11]);
        }

        Attributed attributed(int decimals) {
            return new Attributed(
                    people,
                    customers,
                    orders,
                    revenue,
                    people == 0 ? null : (double) customers / people,
                    people == 0 ? null : revenue.divide(BigDecimal.valueOf(people), decimals, RoundingMode.HALF_UP));
        }
    }

    /** People who were to get a message, or would have been, and what they ordered within the window of that moment. */
    private final class Group {

        private final Comparison.Sample revenues = new Comparison.Sample();
        private final long[] over = new long[windowDays];
        private final long[] customersByDay = new long[windowDays];
        private final BigDecimal[] revenueByDay = new BigDecimal[windowDays];
        private BigDecimal revenue = BigDecimal.ZERO;
        private long customers;
        private long windowsOver;

        Group() {
            Arrays.fill(revenueByDay, BigDecimal.ZERO);
        }

        void add(Instant moment, List<OrderRow> orders) {
            BigDecimal sum = BigDecimal.ZERO;
            long firstDay = Long.MAX_VALUE;
            BigDecimal[] daily = new BigDecimal[windowDays];
            for (OrderRow order : orders) {
                Instant at = Objects.requireNonNull(order.placedAt());
                if (at.isAfter(moment) && !at.isAfter(moment.plus(window))) {
                    int day = (int) Math.min(
                            windowDays - 1L,
                            Duration.between(moment, at).minusNanos(1).toDays());
                    firstDay = Math.min(firstDay, day);
                    daily[day] = (daily[day] == null ? BigDecimal.ZERO : daily[day]).add(order.revenue());
                    sum = sum.add(order.revenue());
                }
            }
            revenues.add(sum.doubleValue());
            revenue = revenue.add(sum);
            customers += firstDay == Long.MAX_VALUE ? 0 : 1;
            BigDecimal soFar = BigDecimal.ZERO;
            for (int day = 0;
                    day < windowDays && !moment.plus(Duration.ofDays(day + 1L)).isAfter(now);
                    day++) {
                soFar = daily[day] == null ? soFar : soFar.add(daily[day]);
                over[day]++;
                customersByDay[day] += firstDay <= day ? 1 : 0;
                revenueByDay[day] = revenueByDay[day].add(soFar);
            }
            windowsOver += moment.plus(window).isAfter(now) ? 0 : 1;
        }

        long people() {
            return revenues.size();
        }

        Arm arm() {
            return new Arm(
                    people(),
                    customers,
                    (double) customers / people(),
                    revenue.doubleValue() / people(),
                    (double) windowsOver / people());
        }

        Curve curve(Curve.Of of, @Nullable String variant) {
            List<Curve.Point> points = new ArrayList<>();
            for (int day = 0; day < windowDays && over[day] > 0; day++) {
                points.add(new Curve.Point(
                        day,
                        over[day],
                        customersByDay[day],
                        (double) customersByDay[day] / over[day],
                        revenueByDay[day],
                        revenueByDay[day].doubleValue() / over[day]));
            }
            return new Curve(of, variant, people(), points);
        }
    }

    /** Counts one of the campaign's messages. */
    void count(MessageRow message) {
        parts(message).forEach(counts -> counts.count(message));
    }

    private List<Counts> parts(MessageRow message) {
        List<Counts> parts =
                new ArrayList<>(List.of(all, steps.computeIfAbsent(message.step(), first -> new Counts())));
        if (message.variant() != null) {
            parts.add(variants.computeIfAbsent(message.variant(), first -> new Counts()));
        }
        return parts;
    }

    /**
     * Adds a person.
     *
     * @param messages of all campaigns
     * @param orders all of them
     */
    void add(Collection<MessageRow> messages, Collection<OrderRow> orders) {
        List<OrderRow> bought = orders.stream()
                .filter(order -> order.counted()
                        && order.placedAt() != null
                        && !order.placedAt().isAfter(now))
                .toList();
        attribute(messages, bought);
        messages.stream()
                .filter(message -> campaignId.equals(message.campaignId()) && !WAITING.contains(message.state()))
                .min(Comparator.comparing(Tallying::moment).thenComparing(MessageRow::id))
                .ifPresent(first -> {
                    Instant moment = moment(first);
                    if (first.heldOut()) {
                        heldOut.add(moment, bought);
                        return;
                    }
                    messaged.add(moment, bought);
                    if (first.variant() != null) {
                        groupsOfVariants
                                .computeIfAbsent(first.variant(), name -> new Group())
                                .add(moment, bought);
                    }
                });
    }

    private static Instant moment(MessageRow message) {
        return message.sentAt() == null ? message.queuedAt() : message.sentAt();
    }

    private void attribute(Collection<MessageRow> messages, List<OrderRow> bought) {
        Set<Counts> touched = new HashSet<>();
        messages.stream()
                .filter(message -> campaignId.equals(message.campaignId()) && touchedAt(message) != null)
                .forEach(message -> touched.addAll(parts(message)));
        touched.forEach(counts -> counts.people++);
        Set<Counts> converted = new HashSet<>();
        for (OrderRow order : bought) {
            lastTouch(messages, Objects.requireNonNull(order.placedAt()))
                    .filter(message -> campaignId.equals(message.campaignId()))
                    .ifPresent(message -> parts(message).forEach(counts -> {
                        counts.orders++;
                        counts.revenue = counts.revenue.add(order.revenue());
                        converted.add(counts);
                    }));
        }
        converted.forEach(counts -> counts.customers++);
    }

    private @Nullable Instant touchedAt(MessageRow message) {
        return switch (touch) {
            case SENT -> message.heldOut() ? null : message.sentAt();
            case OPENED -> message.openedAt();
            case CLICKED -> message.clickedAt();
        };
    }

    private Optional<MessageRow> lastTouch(Collection<MessageRow> messages, Instant placedAt) {
        return messages.stream()
                .filter(message -> {
                    Instant at = touchedAt(message);
                    return at != null
                            && !at.isAfter(placedAt)
                            && !at.plus(window).isBefore(placedAt);
                })
                .max(Comparator.comparing((MessageRow message) -> Objects.requireNonNull(touchedAt(message)))
                        .thenComparing(MessageRow::id));
    }

    CampaignPerformance performance(@Nullable String name, @Nullable Instant launchedAt) {
        int decimals = platform.currency().getDefaultFractionDigits();
        List<Curve> curves = new ArrayList<>();
        if (messaged.people() > 0) {
            curves.add(messaged.curve(Curve.Of.MESSAGED, null));
        }
        if (heldOut.people() > 0) {
            curves.add(heldOut.curve(Curve.Of.HELD_OUT, null));
        }
        groupsOfVariants.forEach((variant, group) -> curves.add(group.curve(Curve.Of.VARIANT, variant)));
        return new CampaignPerformance(
                campaignId,
                name,
                launchedAt,
                now,
                touch,
                windowDays,
                all.reach(),
                all.attributed(decimals),
                uplift(),
                variants.entrySet().stream()
                        .map(part -> new Part(
                                part.getKey(),
                                part.getValue().reach(),
                                part.getValue().attributed(decimals)))
                        .toList(),
                steps.entrySet().stream()
                        .map(part -> new Part(
                                String.valueOf(part.getKey()),
                                part.getValue().reach(),
                                part.getValue().attributed(decimals)))
                        .toList(),
                curves);
    }

    private Uplift uplift() {
        Arm one = messaged.people() == 0 ? null : messaged.arm();
        Arm other = heldOut.people() == 0 ? null : heldOut.arm();
        if (one == null || other == null) {
            return new Uplift(
                    one,
                    other,
                    null,
                    null,
                    null,
                    other == null
                            ? "Nobody is held out, so what these customers would have ordered without a message is not known."
                            : "Nobody was to get a message yet.");
        }
        Interval conversion = Comparison.ofShares(one.customers(), one.people(), other.customers(), other.people());
        Interval revenue = Comparison.ofMeans(messaged.revenues, heldOut.revenues);
        return new Uplift(
                one,
                other,
                conversion,
                revenue,
                revenue == null
                        ? null
                        : new Interval(
                                revenue.estimate() * one.people(),
                                revenue.low() * one.people(),
                                revenue.high() * one.people()),
                explanation(one, other, conversion, revenue));
    }

    private String explanation(Arm one, Arm other, Interval conversion, @Nullable Interval revenue) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Of %,d who were to get a message %.1f%% ordered within %d days, of %,d held out %.1f%%: %+.1f points, with 95%% confidence between %+.1f and %+.1f",
                one.people(),
                100 * one.conversion(),
                windowDays,
                other.people(),
                100 * other.conversion(),
                100 * conversion.estimate(),
                100 * conversion.low(),
                100 * conversion.high()));
        text.append(conversion.significant() ? "." : ", which may be chance.");
        if (revenue != null) {
            text.append(String.format(
                    Locale.ROOT,
                    " They brought %+,.2f %s each more than those held out, between %+,.2f and %+,.2f%s",
                    revenue.estimate(),
                    platform.currency().getCurrencyCode(),
                    revenue.low(),
                    revenue.high(),
                    revenue.significant() ? "." : ", which may be chance."));
        }
        double over =
                (one.overShare() * one.people() + other.overShare() * other.people()) / (one.people() + other.people());
        if (over < 1) {
            text.append(String.format(
                    Locale.ROOT, " For %.0f%% of them the %d days are not over yet.", 100 * (1 - over), windowDays));
        }
        if (all.reach().skipped() > 0) {
            text.append(" Those who were to get a message and were skipped count as well, since whoever is held out is"
                    + " drawn before that is known.");
        }
        return text.toString();
    }
}
