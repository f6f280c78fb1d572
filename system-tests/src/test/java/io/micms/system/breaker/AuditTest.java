package io.micms.system.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.system.breaker.Audience.Shopper;
import io.micms.system.breaker.Observed.Figures;
import io.micms.system.breaker.Observed.Mail;
import io.micms.system.breaker.Observed.Membership;
import io.micms.system.breaker.Observed.Message;
import io.micms.system.breaker.Observed.Profile;
import io.micms.system.breaker.Observed.Published;
import io.micms.system.breaker.Observed.Stored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An audit that finds nothing proves something only if it finds what is there to be found. */
class AuditTest {

    private static final String MAIL_SEGMENT = "s4";
    private static final String MAIL_CAMPAIGN = "k4";

    private final Expected expected = new Expected();
    private Launched launched;
    private Observed observed;

    @BeforeEach
    void aPlatformWithoutFlaws() {
        Workload workload = new Workload(7, expected, Instant.now());
        for (int i = 0; i < 40; i++) {
            workload.next();
        }
        workload.story();
        Map<String, Audience> segments = new HashMap<>();
        Map<String, Audience> campaigns = new HashMap<>();
        for (int i = 0; i < Audience.ALL.size(); i++) {
            Audience audience = Audience.ALL.get(i);
            segments.put("s" + i, audience);
            if (audience.channel() != null) {
                campaigns.put("k" + i, audience);
            }
        }
        launched = new Launched(segments, campaigns);
        observed = flawless();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(differences()).isEmpty();
        assertThat(observed.ledger()).hasSizeGreaterThan(5);
        assertThat(observed.deadLetters().values().stream().mapToInt(List::size).sum())
                .isGreaterThan(3);
        assertThat(observed.orders())
                .anyMatch(order -> order.customerId() == null)
                .anyMatch(order -> order.customerId() != null);
    }

    @Test
    void findsWhatWasLost() {
        Stored customer = observed.customers().removeFirst();
        Stored order = observed.orders().removeLast();
        assertThat(differences())
                .contains("customer %s is not there".formatted(customer.externalId()))
                .contains("order %s is not there".formatted(order.externalId()));
    }

    @Test
    void findsWhatIsThereTwice() {
        Stored order = observed.orders().getFirst();
        observed.orders().add(new Stored("other", 1, order.externalId(), order.customerId(), order.fields()));
        assertThat(differences())
                .contains("order %s is there twice: %s and other".formatted(order.externalId(), order.id()));
    }

    @Test
    void findsAFieldThatIsOutOfDate() {
        Stored customer = observed.customers().getFirst();
        customer.fields().put("firstName", "Older");
        assertThat(differences())
                .anyMatch(line ->
                        line.startsWith("customer %s has firstName Older and not".formatted(customer.externalId())))
                .anyMatch(line -> line.startsWith("the last record of topic customers for"));
    }

    @Test
    void findsAnOrderWithoutItsCustomer() {
        observed.orders()
                .replaceAll(order -> new Stored(order.id(), order.version(), order.externalId(), null, order.fields()));
        assertThat(differences()).anyMatch(line -> line.matches("order .* belongs to null and not to .*"));
    }

    @Test
    void findsAMissingLastRecord() {
        String customer = observed.customers().getFirst().id();
        observed.published().get("customers").remove(customer);
        assertThat(differences())
                .containsExactly("the last records of topic customers: %s is there in version null and not 1"
                        .formatted(customer));
    }

    @Test
    void findsALastRecordThatIsNotTheNewest() {
        String order = observed.published().get("orders").keySet().iterator().next();
        observed.published().get("orders").put(order, new Published(0, Map.of()));
        assertThat(differences())
                .containsExactly(
                        "the last records of topic orders: %s is there in version 0 and not 1".formatted(order));
    }

    @Test
    void findsACopyThatLagsBehind() {
        Map<String, Long> copy = observed.copies().get("micms_insights.orders");
        String order = copy.keySet().iterator().next();
        copy.put(order, 0L);
        assertThat(differences())
                .containsExactly("micms_insights.orders: %s is there in version 0 and not 1".formatted(order));
    }

    @Test
    void findsAWrongMembership() {
        Profile profile = observed.profiles().getFirst();
        boolean was = profile.memberOf().contains("s0");
        if (was) {
            profile.memberOf().remove("s0");
        } else {
            profile.memberOf().add("s0");
        }
        assertThat(differences())
                .anyMatch(line ->
                        line.endsWith(was ? "is not in 'Pune' and should be" : "is in 'Pune' and should not be"));
    }

    @Test
    void findsAnAudienceEventThatIsMissing() {
        String key = observed.published().get("audiences").keySet().iterator().next();
        observed.published().get("audiences").remove(key);
        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("the last record of topic audiences for %s is null".formatted(key));
    }

    @Test
    void findsAProfileThatMiscounts() {
        Profile right = observed.profiles().getFirst();
        observed.profiles()
                .set(
                        0,
                        new Profile(
                                right.customerId(),
                                right.memberOf(),
                                right.orderCount() + 1,
                                right.orderTotal(),
                                right.memberships()));
        assertThat(differences())
                .singleElement()
                .asString()
                .contains("counts %d orders".formatted(right.orderCount() + 1));
    }

    @Test
    void findsADoubledMail() {
        Mail mail = observed.mails().getFirst();
        observed.mails().add(mail);
        assertThat(differences())
                .containsExactly("%s got '%s' 2 times, while the ledger says SENT".formatted(mail.to(), mail.about()));
    }

    @Test
    void findsAMailThatNeverCame() {
        Mail mail = observed.mails().removeFirst();
        assertThat(differences())
                .containsExactly("%s got '%s' 0 times, while the ledger says SENT".formatted(mail.to(), mail.about()));
    }

    @Test
    void findsAMailThatNobodyRecorded() {
        observed.mails().add(new Mail(Audience.Channel.EMAIL, "eve@example.com", "Thanks by mail"));
        assertThat(differences())
                .containsExactly("eve@example.com got 'Thanks by mail', of which the ledger knows nothing");
    }

    @Test
    void findsAMemberWhoWasPassedOver() {
        Message message = ofMailCampaign();
        change(message, one -> new Message(one.id(), 1, one.campaignId(), one.customerId(), "SKIPPED", null));
        observed.mails().removeIf(mail -> mail.to().equals(emailOf(message.customerId())));
        assertThat(differences()).anyMatch(line -> line.endsWith("is in 'Thanks by mail' and got nothing: SKIPPED"));

        observed.ledger().removeIf(one -> one.id().equals(message.id()));
        assertThat(differences()).anyMatch(line -> line.endsWith("is in 'Thanks by mail' and not in its ledger"));
    }

    @Test
    void findsAMessageThatIsStillUnderWay() {
        Message message = ofMailCampaign();
        change(message, one -> new Message(one.id(), 1, one.campaignId(), one.customerId(), "SENDING", null));
        assertThat(differences()).contains("message %s is still SENDING".formatted(message.id()));
    }

    @Test
    void whatIsShownAsUnconfirmedMayHaveArrivedOnceOrNot() {
        Message message = ofMailCampaign();
        change(message, one -> new Message(one.id(), 1, one.campaignId(), one.customerId(), "UNCONFIRMED", null));
        assertThat(differences())
                .allMatch(line -> line.startsWith("the dashboard has"))
                .hasSize(2);
        observed.mails()
                .removeIf(mail ->
                        mail.to().equals(emailOf(message.customerId())) && mail.channel() == Audience.Channel.EMAIL);
        assertThat(differences()).hasSize(2);
        Mail twice = new Mail(Audience.Channel.EMAIL, emailOf(message.customerId()), "Thanks by mail");
        observed.mails().addAll(List.of(twice, twice));
        assertThat(differences()).hasSize(3);
    }

    @Test
    void findsDeadLettersThatAreMissingOrTooMany() {
        String missing = observed.deadLetters().get(Workload.ORDERS).removeFirst();
        observed.deadLetters().get(Workload.CUSTOMERS).add("no reason");
        observed.deadLetters().put("customers", new ArrayList<>(List.of("p1")));
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "record %s of orders.inbound was not put aside".formatted(missing),
                        "a record of customers.inbound was put aside that should not be: no reason",
                        "a record of customers was put aside that should not be: p1");
    }

    @Test
    void findsWhatIsStillOwed() {
        observed.owed().add("micms_orders.orders o1 is still marked as unpublished (now)");
        assertThat(differences()).containsExactly("micms_orders.orders o1 is still marked as unpublished (now)");
    }

    @Test
    void findsAWrongFigure() {
        Figures right = observed.figures();
        observed = new Observed(
                observed.customers(),
                observed.orders(),
                observed.profiles(),
                observed.ledger(),
                observed.mails(),
                observed.published(),
                observed.copies(),
                observed.deadLetters(),
                observed.owed(),
                new Figures(
                        right.customers(),
                        right.activeCustomers(),
                        right.orders(),
                        right.countedOrders() + 1,
                        right.revenue().add(BigDecimal.ONE),
                        right.sent(),
                        right.unconfirmed()));
        assertThat(differences())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("the dashboard's revenue is"))
                .anyMatch(line -> line.matches("the dashboard has \\d+ counted orders and not \\d+"));
    }

    private List<String> differences() {
        return Audit.differences(expected, launched, observed);
    }

    private Message ofMailCampaign() {
        return observed.ledger().stream()
                .filter(message -> message.campaignId().equals(MAIL_CAMPAIGN))
                .findFirst()
                .orElseThrow();
    }

    private void change(Message message, UnaryOperator<Message> change) {
        observed.ledger().replaceAll(one -> one.id().equals(message.id()) ? change.apply(one) : one);
    }

    private String emailOf(String customerId) {
        return customerId.substring("id-".length()) + "@example.com";
    }

    /** What a platform shows that has lost nothing and doubled nothing: every version is 1, every id made of the external one. */
    private Observed flawless() {
        List<Stored> customers = new ArrayList<>();
        expected.customers()
                .forEach((externalId, fields) ->
                        customers.add(new Stored("id-" + externalId, 1, externalId, null, new HashMap<>(fields))));
        List<Stored> orders = new ArrayList<>();
        expected.orders().forEach((externalId, fields) -> {
            String customer = expected.customerOf(externalId);
            orders.add(new Stored(
                    "id-" + externalId,
                    1,
                    externalId,
                    expected.customers().containsKey(customer) ? "id-" + customer : null,
                    new HashMap<>(fields)));
        });
        List<Stored> met =
                orders.stream().filter(order -> order.customerId() != null).toList();
        List<Profile> profiles = new ArrayList<>();
        List<Message> ledger = new ArrayList<>();
        List<Mail> mails = new ArrayList<>();
        Map<String, Published> audiences = new HashMap<>();
        expected.shoppers().forEach((externalId, shopper) -> {
            Profile profile = new Profile(
                    "id-" + externalId, new HashSet<>(), shopper.orderCount(), shopper.orderTotal(), new HashMap<>());
            profiles.add(profile);
            launched.segments().forEach((id, audience) -> {
                if (audience.has(shopper)) {
                    profile.memberOf().add(id);
                    profile.memberships().put(id, new Membership(1, true));
                    audiences.put(id + ":id-" + externalId, new Published(1, Map.of("member", true)));
                    if (audience.channel() != null) {
                        String campaign = id.replace('s', 'k');
                        ledger.add(new Message(
                                campaign + ":" + externalId, 1, campaign, "id-" + externalId, "SENT", null));
                        mails.add(new Mail(
                                audience.channel(),
                                Objects.toString(shopper.customer().value(audience.channel().field)),
                                audience.name()));
                    }
                }
            });
        });
        assertThat(launched.segments().get(MAIL_SEGMENT).channel()).isEqualTo(Audience.Channel.EMAIL);
        Map<String, List<String>> deadLetters = new HashMap<>();
        expected.poison().forEach((topic, marks) -> deadLetters.put(topic, new ArrayList<>(marks)));
        return new Observed(
                customers,
                orders,
                profiles,
                ledger,
                mails,
                new HashMap<>(Map.of(
                        "customers", published(customers),
                        "orders", published(met),
                        "messages", publishedMessages(ledger),
                        "audiences", audiences)),
                Map.of("micms_insights.orders", versions(met), "micms_orders.customers", versions(customers)),
                deadLetters,
                new ArrayList<>(),
                figures(customers, met, ledger));
    }

    private static Map<String, Published> published(List<Stored> states) {
        Map<String, Published> last = new HashMap<>();
        states.forEach(state -> last.put(state.id(), new Published(1, Map.copyOf(state.fields()))));
        return last;
    }

    private static Map<String, Published> publishedMessages(List<Message> ledger) {
        Map<String, Published> last = new HashMap<>();
        ledger.forEach(message -> last.put(message.id(), new Published(1, Map.of())));
        return last;
    }

    private static Map<String, Long> versions(List<Stored> states) {
        Map<String, Long> versions = new HashMap<>();
        states.forEach(state -> versions.put(state.id(), 1L));
        return versions;
    }

    private Figures figures(List<Stored> customers, List<Stored> met, List<Message> ledger) {
        List<Shopper> shoppers = List.copyOf(expected.shoppers().values());
        return new Figures(
                customers.size(),
                shoppers.stream().filter(shopper -> shopper.orderCount() > 0).count(),
                met.size(),
                shoppers.stream().mapToLong(Shopper::orderCount).sum(),
                shoppers.stream().map(Shopper::orderTotal).reduce(BigDecimal.ZERO, BigDecimal::add),
                ledger.size(),
                0);
    }
}
