package io.micms.system.breaker;

import io.micms.system.breaker.Audience.Shopper;
import io.micms.system.breaker.Observed.Mail;
import io.micms.system.breaker.Observed.Membership;
import io.micms.system.breaker.Observed.Message;
import io.micms.system.breaker.Observed.Profile;
import io.micms.system.breaker.Observed.Published;
import io.micms.system.breaker.Observed.Stored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comparison of what is there with what must be. Says every difference, each in a line that names what it is about. */
final class Audit {

    private static final Set<String> CUSTOMER_FIELDS = Set.of(
            "firstName",
            "lastName",
            "email",
            "phone",
            "city",
            "country",
            "birthDate",
            "timeZone",
            "tags",
            "attributes",
            "consent");
    private static final Set<String> ORDER_FIELDS =
            Set.of("placedAt", "status", "total", "discount", "shipping", "tax", "channel", "items");
    private static final Set<String> OUT = Set.of("SENT", "DELIVERED");
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "SENDING");

    private final Expected expected;
    private final Launched launched;
    private final Observed observed;
    private final List<String> differences = new ArrayList<>();

    private final Map<String, Stored> customers;
    private final Map<String, Stored> orders;
    private final Map<String, Shopper> shoppers;

    private Audit(Expected expected, Launched launched, Observed observed) {
        this.expected = expected;
        this.launched = launched;
        this.observed = observed;
        this.customers = byExternalId("customer", observed.customers());
        this.orders = byExternalId("order", observed.orders());
        this.shoppers = expected.shoppers();
    }

    /** @return nothing if everything is as it must be */
    static List<String> differences(Expected expected, Launched launched, Observed observed) {
        Audit audit = new Audit(expected, launched, observed);
        audit.compareStates("customer", expected.customers(), audit.customers, CUSTOMER_FIELDS);
        audit.compareStates("order", expected.orders(), audit.orders, ORDER_FIELDS);
        audit.compareOwners();
        audit.comparePublished();
        audit.compareCopies();
        audit.compareAudiences();
        audit.compareMessages();
        audit.compareDeadLetters();
        audit.compareFigures();
        observed.owed().forEach(owed -> audit.differs("%s", owed));
        return audit.differences;
    }

    private void differs(String what, @Nullable Object... arguments) {
        differences.add(what.formatted(arguments));
    }

    private Map<String, Stored> byExternalId(String kind, List<Stored> all) {
        Map<String, Stored> byExternalId = new HashMap<>();
        for (Stored stored : all) {
            Stored other = byExternalId.put(String.valueOf(stored.externalId()), stored);
            if (other != null) {
                differs("%s %s is there twice: %s and %s", kind, stored.externalId(), other.id(), stored.id());
            }
        }
        return byExternalId;
    }

    private void compareStates(
            String kind, Map<String, Map<String, Object>> wanted, Map<String, Stored> there, Set<String> fields) {
        wanted.forEach((externalId, state) -> {
            Stored stored = there.get(externalId);
            if (stored == null) {
                differs("%s %s is not there", kind, externalId);
                return;
            }
            for (String field : new TreeSet<>(fields)) {
                Object value = stored.fields().get(field);
                if (!Objects.equals(state.get(field), value)) {
                    differs("%s %s has %s %s and not %s", kind, externalId, field, value, state.get(field));
                }
            }
        });
        there.keySet().stream()
                .filter(externalId -> !wanted.containsKey(externalId))
                .forEach(externalId -> differs("%s %s is there, of which nobody told", kind, externalId));
    }

    /** An order belongs to the customer it was told to, and waits exactly as long as there is none. */
    private void compareOwners() {
        orders.forEach((externalId, order) -> {
            Stored owner = customers.get(expected.customerOf(externalId));
            if (!Objects.equals(owner == null ? null : owner.id(), order.customerId())) {
                differs(
                        "order %s belongs to %s and not to %s",
                        externalId, order.customerId(), owner == null ? "nobody yet" : owner.id());
            }
        });
    }

    private void comparePublished() {
        comparePublished("customers", observed.customers(), CUSTOMER_FIELDS);
        comparePublished("orders", metOrders(), ORDER_FIELDS);
        Map<String, Long> messages =
                observed.ledger().stream().collect(Collectors.toMap(Message::id, Message::version));
        compareVersions("the last records of topic messages", messages, versions("messages"));
        Map<String, Membership> memberships = new HashMap<>();
        observed.profiles()
                .forEach(profile -> profile.memberships()
                        .forEach((segment, membership) ->
                                memberships.put(segment + ":" + profile.customerId(), membership)));
        Map<String, Published> audiences = observed.published().getOrDefault("audiences", Map.of());
        memberships.forEach((key, membership) -> {
            Published last = audiences.get(key);
            if (last == null
                    || last.version() != membership.version()
                    || !Objects.equals(last.fields().get("member"), membership.member())) {
                differs(
                        "the last record of topic audiences for %s is %s, while the profile has %s",
                        key, last, membership);
            }
        });
        audiences.keySet().stream()
                .filter(key -> !memberships.containsKey(key))
                .forEach(key -> differs("topic audiences tells of %s, which no profile knows", key));
    }

    private List<Stored> metOrders() {
        return observed.orders().stream()
                .filter(order -> order.customerId() != null)
                .toList();
    }

    private void comparePublished(String topic, List<Stored> newest, Set<String> fields) {
        Map<String, Published> last = observed.published().getOrDefault(topic, Map.of());
        compareVersions(
                "the last records of topic " + topic,
                newest.stream().collect(Collectors.toMap(Stored::id, Stored::version)),
                versions(topic));
        for (Stored stored : newest) {
            Published published = last.get(stored.id());
            if (published != null && published.version() == stored.version()) {
                for (String field : new TreeSet<>(fields)) {
                    if (!Objects.equals(
                            stored.fields().get(field), published.fields().get(field))) {
                        differs(
                                "the last record of topic %s for %s has %s %s, while the database has %s",
                                topic,
                                stored.externalId(),
                                field,
                                published.fields().get(field),
                                stored.fields().get(field));
                    }
                }
            }
        }
    }

    private Map<String, Long> versions(String topic) {
        return observed.published().getOrDefault(topic, Map.of()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().version()));
    }

    private void compareCopies() {
        Map<String, Long> customerVersions =
                observed.customers().stream().collect(Collectors.toMap(Stored::id, Stored::version));
        Map<String, Long> orderVersions = metOrders().stream().collect(Collectors.toMap(Stored::id, Stored::version));
        Map<String, Long> messageVersions =
                observed.ledger().stream().collect(Collectors.toMap(Message::id, Message::version));
        observed.copies()
                .forEach((copy, there) -> compareVersions(
                        copy,
                        copy.endsWith("customers")
                                ? customerVersions
                                : copy.endsWith("orders") ? orderVersions : messageVersions,
                        there));
    }

    private void compareVersions(String where, Map<String, Long> wanted, Map<String, Long> there) {
        wanted.forEach((id, version) -> {
            if (!version.equals(there.get(id))) {
                differs("%s: %s is there in version %s and not %d", where, id, there.get(id), version);
            }
        });
        there.keySet().stream()
                .filter(id -> !wanted.containsKey(id))
                .forEach(id -> differs("%s: %s is there and should not be", where, id));
    }

    private void compareAudiences() {
        Map<String, Profile> profiles =
                observed.profiles().stream().collect(Collectors.toMap(Profile::customerId, Function.identity()));
        shoppers.forEach((externalId, shopper) -> {
            Stored customer = customers.get(externalId);
            Profile profile = customer == null ? null : profiles.get(customer.id());
            if (profile == null) {
                differs("customer %s has no profile", externalId);
                return;
            }
            if (profile.orderCount() != shopper.orderCount()
                    || profile.orderTotal().compareTo(shopper.orderTotal()) != 0) {
                differs(
                        "the profile of %s counts %d orders of %s and not %d of %s",
                        externalId,
                        profile.orderCount(),
                        profile.orderTotal(),
                        shopper.orderCount(),
                        shopper.orderTotal());
            }
            launched.segments().forEach((segmentId, audience) -> {
                if (profile.memberOf().contains(segmentId) != audience.has(shopper)) {
                    differs(
                            "customer %s is %s '%s' and should %sbe",
                            externalId,
                            profile.memberOf().contains(segmentId) ? "in" : "not in",
                            audience.name(),
                            audience.has(shopper) ? "" : "not ");
                }
                Membership membership = profile.memberships().get(segmentId);
                boolean member = membership != null && membership.member();
                if (member != profile.memberOf().contains(segmentId)) {
                    differs("the profile of %s disagrees with itself about '%s'", externalId, audience.name());
                }
            });
        });
        if (profiles.size() != customers.size()) {
            differs("there are %d profiles of %d customers", profiles.size(), customers.size());
        }
    }

    private void compareMessages() {
        Map<Mail, Long> mails =
                observed.mails().stream().collect(Collectors.groupingBy(mail -> mail, Collectors.counting()));
        Map<String, String> externalIds = observed.customers().stream()
                .collect(Collectors.toMap(Stored::id, customer -> String.valueOf(customer.externalId())));
        Set<Mail> accountedFor = new HashSet<>();
        Set<String> rows = new HashSet<>();
        for (Message message : observed.ledger()) {
            Audience audience = launched.campaigns().get(message.campaignId());
            String externalId = externalIds.get(message.customerId());
            Shopper shopper = externalId == null ? null : shoppers.get(externalId);
            if (audience == null || shopper == null || !rows.add(audience.name() + " " + externalId)) {
                differs("message %s is in the ledger and should not be", message.id());
                continue;
            }
            Mail mail = mail(audience, shopper);
            accountedFor.add(mail);
            long arrived = mails.getOrDefault(mail, 0L);
            boolean right = switch (message.state()) {
                case "UNCONFIRMED" -> arrived <= 1;
                case String state when OUT.contains(state) -> arrived == 1;
                default -> arrived == 0;
            };
            if (!right) {
                differs(
                        "%s got '%s' %d times, while the ledger says %s",
                        mail.to(), audience.name(), arrived, message.state());
            }
            if (UNDER_WAY.contains(message.state())) {
                differs("message %s is still %s", message.id(), message.state());
            }
            if (audience.has(shopper)
                    && !OUT.contains(message.state())
                    && !message.state().equals("UNCONFIRMED")) {
                differs("%s is in '%s' and got nothing: %s", externalId, audience.name(), message.state());
            }
            if (!audience.mayHaveHad(shopper)) {
                differs("%s was never in '%s' and is in its ledger", externalId, audience.name());
            }
        }
        mails.keySet().stream()
                .filter(mail -> !accountedFor.contains(mail))
                .forEach(mail -> differs("%s got '%s', of which the ledger knows nothing", mail.to(), mail.about()));
        launched.campaigns()
                .forEach((id, audience) -> shoppers.forEach((externalId, shopper) -> {
                    if (audience.has(shopper) && !rows.contains(audience.name() + " " + externalId)) {
                        differs("%s is in '%s' and not in its ledger", externalId, audience.name());
                    }
                }));
    }

    private static Mail mail(Audience audience, Shopper shopper) {
        Audience.Channel channel = Objects.requireNonNull(audience.channel());
        return new Mail(channel, String.valueOf(shopper.customer().value(channel.field)), audience.name());
    }

    /** A record is put aside at least once: with what is repeated after a crash, it may be more often. */
    private void compareDeadLetters() {
        Map<String, Set<String>> poison = expected.poison();
        Set<String> topics = new TreeSet<>(poison.keySet());
        topics.addAll(observed.deadLetters().keySet());
        for (String topic : topics) {
            Set<String> wanted = poison.getOrDefault(topic, Set.of());
            Set<String> there = new HashSet<>();
            for (String mark : observed.deadLetters().getOrDefault(topic, List.of())) {
                if (!wanted.contains(mark)) {
                    differs("a record of %s was put aside that should not be: %s", topic, mark);
                } else {
                    there.add(mark);
                }
            }
            wanted.stream()
                    .filter(mark -> !there.contains(mark))
                    .forEach(mark -> differs("record %s of %s was not put aside", mark, topic));
        }
    }

    private void compareFigures() {
        List<Stored> met = metOrders();
        List<Shopper> known = List.copyOf(shoppers.values());
        Observed.Figures figures = observed.figures();
        figure("customers", known.size(), figures.customers());
        figure(
                "active customers",
                known.stream().filter(one -> one.orderCount() > 0).count(),
                figures.activeCustomers());
        figure("orders", met.size(), figures.orders());
        figure("counted orders", known.stream().mapToLong(Shopper::orderCount).sum(), figures.countedOrders());
        BigDecimal revenue = known.stream().map(Shopper::orderTotal).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (revenue.compareTo(figures.revenue()) != 0) {
            differs("the dashboard's revenue is %s and not %s", figures.revenue(), revenue);
        }
        figure("messages sent", OUT.stream().mapToLong(this::inState).sum(), figures.sent());
        figure("messages unconfirmed", inState("UNCONFIRMED"), figures.unconfirmed());
    }

    private long inState(String state) {
        return observed.ledger().stream()
                .filter(message -> message.state().equals(state))
                .count();
    }

    private void figure(String name, long wanted, long there) {
        if (wanted != there) {
            differs("the dashboard has %d %s and not %d", there, name, wanted);
        }
    }
}
