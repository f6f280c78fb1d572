package io.micms.system.breaker;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is there at one moment, in every database and topic and at the recipients.
 *
 * @param published the last record of each key of our own topics, by topic and key
 * @param copies the versions that services have of others' aggregates, by copy and id
 * @param deadLetters of each topic's records that were put aside, the workload's mark, or the reasons where there is none
 * @param owed what is marked as still to be done
 */
record Observed(
        List<Stored> customers,
        List<Stored> orders,
        List<Profile> profiles,
        List<Message> ledger,
        List<Mail> mails,
        Map<String, Map<String, Published>> published,
        Map<String, Map<String, Long>> copies,
        Map<String, List<String>> deadLetters,
        List<String> owed,
        Figures figures) {

    /** The header that marks a record of the workload which nobody can read. */
    static final String POISON = "workload_poison";

    /** How many messages nobody can say of whether they arrived, by the reason. */
    Map<String, Long> unconfirmed() {
        return ledger.stream()
                .filter(message -> message.state().equals("UNCONFIRMED"))
                .collect(Collectors.groupingBy(message -> String.valueOf(message.reason()), Collectors.counting()));
    }

    /** @param customerId of an order that has met its customer */
    record Stored(
            String id,
            long version,
            @Nullable String externalId,
            @Nullable String customerId,
            Map<String, Object> fields) {}

    /** @param memberships every segment that the customer is or was in */
    record Profile(
            String customerId,
            Set<String> memberOf,
            int orderCount,
            BigDecimal orderTotal,
            Map<String, Membership> memberships) {}

    record Membership(long version, boolean member) {}

    /** @param reason why it is in its state; null where there is nothing to say */
    record Message(
            String id,
            long version,
            String campaignId,
            String customerId,
            String state,
            @Nullable String reason) {}

    /** @param about the campaign, as the message itself says */
    record Mail(Audience.Channel channel, String to, String about) {}

    record Published(long version, Map<String, Object> fields) {}

    /** What insight-service's dashboard says. */
    record Figures(
            long customers,
            long activeCustomers,
            long orders,
            long countedOrders,
            BigDecimal revenue,
            long sent,
            long unconfirmed) {}
}
