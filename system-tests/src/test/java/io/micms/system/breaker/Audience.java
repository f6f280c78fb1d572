package io.micms.system.breaker;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A segment: the rule as the platform is told it, and what it means.
 *
 * @param channel of the live campaign that is sent to it; null without one
 */
record Audience(
        String name,
        String rule,
        Predicate<Shopper> matches,
        @Nullable Channel channel) {

    /** How a message goes out, with the field that has the recipient's address. */
    enum Channel {
        EMAIL("email"),
        SMS("phone");

        final String field;

        Channel(String field) {
            this.field = field;
        }
    }

    /** A customer with what their orders come to, as rules see them. */
    record Shopper(ExpectedRecord customer, List<ExpectedRecord> orders) {

        private static final Set<String> NOT_COUNTED = Set.of("CANCELLED", "REFUNDED");

        private List<ExpectedRecord> counted() {
            return orders.stream()
                    .filter(order -> !NOT_COUNTED.contains(String.valueOf(order.value("status"))))
                    .toList();
        }

        int orderCount() {
            return counted().size();
        }

        BigDecimal orderTotal() {
            return counted().stream()
                    .map(order -> (BigDecimal) Objects.requireNonNull(order.value("total")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private boolean has(String tag) {
            return customer.value("tags") instanceof List<?> tags && tags.contains(tag);
        }

        private boolean everHad(String tag) {
            return customer.everSaid("tags").stream()
                    .anyMatch(tags -> tags instanceof List<?> list && list.contains(tag));
        }

        private boolean agrees(Channel channel) {
            return customer.value("consent") instanceof Map<?, ?> consent
                    && Boolean.TRUE.equals(consent.get(channel == Channel.EMAIL ? "email" : "sms"));
        }

        private @Nullable Object attribute(String name) {
            return customer.value("attributes") instanceof Map<?, ?> attributes ? attributes.get(name) : null;
        }
    }

    static final String MAIL_TAG = "mail";
    static final String TEXT_TAG = "text";

    /** Whoever is in one with a campaign has an address and consent, so that nobody is passed over who stays in it. */
    static final List<Audience> ALL = List.of(
            new Audience(
                    "Pune",
                    all("""
                            {"field":"city","operator":"=","value":"pune"}"""),
                    shopper -> "Pune".equals(shopper.customer().value("city")),
                    null),
            new Audience(
                    "Gold",
                    all("""
                            {"field":"attributes.plan","operator":"=","value":"gold"},
                            {"field":"attributes.points","operator":">","value":100}"""),
                    shopper -> "gold".equals(shopper.attribute("plan"))
                            && shopper.attribute("points") instanceof Long points
                            && points > 100,
                    null),
            new Audience(
                    "Spenders",
                    all("""
                            {"field":"orders.total","operator":">=","value":3000}"""),
                    shopper -> shopper.orderTotal().compareTo(BigDecimal.valueOf(3000)) >= 0,
                    null),
            new Audience(
                    "Regulars elsewhere",
                    all("""
                            {"field":"orders.count","operator":">=","value":3},
                            {"combinator":"or","not":true,"rules":[
                              {"field":"city","operator":"in","value":["Pune","Delhi"]},
                              {"field":"tags","operator":"=","value":"vip"}]}"""),
                    shopper -> shopper.orderCount() >= 3
                            && !("Pune".equals(shopper.customer().value("city"))
                                    || "Delhi".equals(shopper.customer().value("city"))
                                    || shopper.has("vip")),
                    null),
            new Audience(
                    "Thanks by mail",
                    all("""
                            {"field":"tags","operator":"=","value":"mail"},
                            {"field":"consent.email","operator":"=","value":true},
                            {"field":"email","operator":"notNull"},
                            {"field":"orders.count","operator":">=","value":1}"""),
                    shopper -> shopper.has(MAIL_TAG) && shopper.agrees(Channel.EMAIL) && shopper.orderCount() >= 1,
                    Channel.EMAIL),
            new Audience(
                    "Thanks by text",
                    all("""
                            {"field":"tags","operator":"=","value":"text"},
                            {"field":"consent.sms","operator":"=","value":true},
                            {"field":"phone","operator":"notNull"},
                            {"field":"orders.total","operator":">=","value":1000}"""),
                    shopper -> shopper.has(TEXT_TAG)
                            && shopper.agrees(Channel.SMS)
                            && shopper.orderTotal().compareTo(BigDecimal.valueOf(1000)) >= 0,
                    Channel.SMS));

    private static String all(String rules) {
        return "{\"combinator\":\"and\",\"rules\":[" + rules + "]}";
    }

    boolean has(Shopper shopper) {
        return matches.test(shopper);
    }

    /** Whether the shopper may have been in it for a while, of what was said of them in some order. */
    boolean mayHaveHad(Shopper shopper) {
        return !shopper.orders().isEmpty() && shopper.everHad(channel == Channel.SMS ? TEXT_TAG : MAIL_TAG);
    }
}
