package io.micms.insight.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.performance.CampaignPerformance.Curve;
import io.micms.insight.performance.CampaignPerformance.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyingTest {

    private static final Instant SENT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant NOW = SENT.plus(Duration.ofDays(10));
    private static final PlatformProperties PLATFORM =
            new PlatformProperties(Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"));

    private int number;

    private static Tallying tallying(Touch touch) {
        return new Tallying("k", touch, 7, NOW, PLATFORM);
    }

    private MessageRow message(
            String campaign, String state, Instant at, @Nullable Instant opened, @Nullable String variant) {
        boolean sent = state.equals("SENT") || state.equals("DELIVERED");
        return new MessageRow(
                "m" + number++,
                1,
                campaign,
                "c",
                "EMAIL",
                0,
                variant,
                state,
                at,
                sent ? at : null,
                null,
                opened,
                null,
                null,
                null,
                null,
                "2026-11-01",
                sent ? "2026-11-01" : null);
    }

    private MessageRow sent(String campaign, Instant at) {
        return message(campaign, "SENT", at, null, null);
    }

    private OrderRow order(String total, Instant at) {
        return new OrderRow(
                "o" + number++, 1, "c", "PAID", true, new BigDecimal(total), null, List.of(), "2026-11-01", at);
    }

    @Test
    void givesAnOrderToTheLastMessageBeforeIt() {
        Tallying tallying = tallying(Touch.SENT);
        Instant later = SENT.plus(Duration.ofDays(2));
        tallying.add(
                List.of(sent("k", SENT), sent("other", later)),
                List.of(
                        order("1", SENT.minusSeconds(1)),
                        order("10", SENT),
                        order("100", later.minusSeconds(1)),
                        order("1000", later),
                        order("10000", later.plusSeconds(1))));

        CampaignPerformance.Attributed revenue =
                tallying.performance(null, null).revenue();

        assertThat(revenue.revenue()).isEqualByComparingTo("110");
        assertThat(revenue.orders()).isEqualTo(2);
        assertThat(revenue.customers()).isOne();
        assertThat(revenue.people()).isOne();
    }

    @Test
    void endsTheWindowToTheInstant() {
        Tallying tallying = tallying(Touch.SENT);
        Instant end = SENT.plus(Duration.ofDays(7));
        tallying.add(List.of(sent("k", SENT)), List.of(order("10", end), order("100", end.plusMillis(1))));

        assertThat(tallying.performance(null, null).revenue().revenue()).isEqualByComparingTo("10");
    }

    @Test
    void beginsTheWindowWithWhatWasAskedFor() {
        Instant opened = SENT.plus(Duration.ofDays(3));
        List<MessageRow> messages = List.of(message("k", "SENT", SENT, opened, null));
        List<OrderRow> orders = List.of(order("10", SENT.plusSeconds(1)), order("100", SENT.plus(Duration.ofDays(9))));
        Tallying byOpening = tallying(Touch.OPENED);
        byOpening.add(messages, orders);
        Tallying byClick = tallying(Touch.CLICKED);
        byClick.add(messages, orders);

        assertThat(byOpening.performance(null, null).revenue().revenue()).isEqualByComparingTo("100");
        assertThat(byClick.performance(null, null).revenue().people()).isZero();
    }

    @Test
    void countsNeitherCancelledOrdersNorThoseToCome() {
        Tallying tallying = tallying(Touch.SENT);
        OrderRow cancelled = new OrderRow(
                "x", 1, "c", "CANCELLED", false, BigDecimal.TEN, null, List.of(), "2026-11-01", SENT.plusSeconds(1));
        tallying.add(List.of(sent("k", NOW.minusSeconds(60))), List.of(cancelled, order("10", NOW.plusSeconds(60))));

        assertThat(tallying.performance(null, null).revenue().orders()).isZero();
    }

    @Test
    void comparesThoseWhoGotItWithThoseHeldOutWhateverElseReachedThem() {
        Tallying tallying = tallying(Touch.SENT);
        for (int i = 0; i < 100; i++) {
            tallying.add(
                    // Another campaign's message takes the credit, and is no reason to leave the order out here.
                    List.of(sent("k", SENT), sent("other", SENT.plusSeconds(1))),
                    i < 30 ? List.of(order("50", SENT.plus(Duration.ofDays(1)))) : List.of());
            tallying.add(
                    List.of(message("k", "HELD_OUT", SENT, null, null)),
                    i < 10 ? List.of(order("50", SENT.plus(Duration.ofDays(1)))) : List.of());
        }

        CampaignPerformance performance = tallying.performance(null, null);
        Uplift uplift = performance.uplift();

        assertThat(performance.revenue().orders()).isZero();
        assertThat(uplift.messaged()).isEqualTo(new Uplift.Arm(100, 30, 0.3, 15, 1));
        assertThat(uplift.heldOut()).isEqualTo(new Uplift.Arm(100, 10, 0.1, 5, 1));
        assertThat(uplift.conversion()).isNotNull();
        assertThat(uplift.conversion().estimate()).isCloseTo(0.2, within(1e-12));
        assertThat(uplift.conversion().significant()).isTrue();
        assertThat(uplift.extraRevenue()).isNotNull();
        assertThat(uplift.extraRevenue().estimate()).isCloseTo(1_000, within(1e-9));
        assertThat(uplift.explanation()).contains("+20.0 points").doesNotContain("chance");
    }

    @Test
    void countsWhoWasSkippedOnTheSideTheyWereDrawnFor() {
        // Half of everybody cannot be written to and never orders. They are held out like anybody else, and the message
        // does nothing.
        Tallying tallying = tallying(Touch.SENT);
        for (int i = 0; i < 100; i++) {
            boolean reachable = i < 50;
            MessageRow message = message("k", reachable ? "SENT" : "SKIPPED", SENT, null, "A");
            List<OrderRow> ordered = i < 20 ? List.of(order("50", SENT.plusSeconds(9))) : List.of();
            tallying.count(message);
            tallying.add(List.of(message), ordered);
            tallying.add(List.of(message("k", "HELD_OUT", SENT, null, null)), ordered);
        }
        tallying.add(List.of(message("k", "QUEUED", SENT, null, "A")), List.of(order("50", SENT.plusSeconds(9))));

        CampaignPerformance performance = tallying.performance(null, null);
        Uplift uplift = performance.uplift();

        assertThat(uplift.messaged()).isEqualTo(new Uplift.Arm(100, 20, 0.2, 10, 1));
        assertThat(uplift.heldOut()).isEqualTo(uplift.messaged());
        assertThat(uplift.conversion()).isNotNull();
        assertThat(uplift.conversion().estimate()).isZero();
        assertThat(uplift.explanation())
                .contains("Of 100 who were to get a message")
                .contains("skipped count as well");
        assertThat(performance.curves())
                .allSatisfy(curve -> assertThat(curve.points())
                        .last()
                        .extracting(Curve.Point::people)
                        .isEqualTo(100L));
    }

    @Test
    void saysThatNobodyIsHeldOut() {
        Tallying tallying = tallying(Touch.SENT);
        tallying.add(List.of(sent("k", SENT)), List.of());

        Uplift uplift = tallying.performance(null, null).uplift();

        assertThat(uplift.conversion()).isNull();
        assertThat(uplift.explanation()).startsWith("Nobody is held out");
    }

    @Test
    void followsCohortsDayByDayAndLeavesOutWhoseDayIsNotOver() {
        Tallying tallying = tallying(Touch.SENT);
        Instant yesterday = NOW.minus(Duration.ofHours(30));
        tallying.add(
                List.of(message("k", "SENT", SENT, null, "A")),
                List.of(order("10", SENT.plus(Duration.ofHours(24))), order("5", SENT.plus(Duration.ofHours(25)))));
        tallying.add(
                List.of(message("k", "SENT", yesterday, null, "B")),
                List.of(order("100", yesterday.plus(Duration.ofHours(29)))));

        List<Curve> curves = tallying.performance(null, null).curves();

        assertThat(curves).extracting(Curve::of).containsExactly(Curve.Of.MESSAGED, Curve.Of.VARIANT, Curve.Of.VARIANT);
        List<Curve.Point> points = curves.getFirst().points();
        assertThat(points).hasSize(7);
        assertThat(points.getFirst()).isEqualTo(new Curve.Point(0, 2, 1, 0.5, new BigDecimal("10"), 5));
        assertThat(points.get(1)).isEqualTo(new Curve.Point(1, 1, 1, 1, new BigDecimal("15"), 15));
        assertThat(curves.getLast().points()).hasSize(1);
        assertThat(curves.getLast().variant()).isEqualTo("B");
    }
}
