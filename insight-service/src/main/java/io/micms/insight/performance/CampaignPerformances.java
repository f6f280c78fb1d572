package io.micms.insight.performance;

import io.micms.insight.PlatformProperties;
import io.micms.insight.Remembered;
import io.micms.insight.facts.CampaignRow;
import io.micms.insight.facts.CustomerRow;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.MessageRow;
import io.micms.insight.facts.OrderRow;
import io.micms.insight.performance.CampaignPerformance.Touch;
import io.micms.platform.problem.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What campaigns brought, from the rows as they are. */
@Component
public class CampaignPerformances {

    /** Days in which an order may count for a message. */
    public static final int WINDOW_AT_MOST = 90;

    private static final int CUSTOMERS_AT_A_TIME = 500;

    private final Facts facts;
    private final PerformanceProperties properties;
    private final PlatformProperties platform;
    private final Clock clock;
    private final Remembered<Asked, CampaignPerformance> remembered = new Remembered<>();

    CampaignPerformances(Facts facts, PerformanceProperties properties, PlatformProperties platform, Clock clock) {
        this.facts = facts;
        this.properties = properties;
        this.platform = platform;
        this.clock = clock;
    }

    private record Asked(String id, Touch touch, int windowDays) {}

    /** Within how many days of a message an order counts, where nobody says otherwise. */
    public int windowDays() {
        return properties.windowDays();
    }

    /** The ids of the campaigns launched on these days, the last of which belongs to them. */
    public List<String> launched(LocalDate from, LocalDate to) {
        return facts.campaigns().stream()
                .filter(campaign -> campaign.launchedAt() != null)
                .filter(campaign -> {
                    LocalDate day = platform.dayOf(campaign.launchedAt());
                    return !day.isBefore(from) && !day.isAfter(to);
                })
                .map(CampaignRow::id)
                .toList();
    }

    /** @throws NotFound if nobody has heard of such a campaign */
    public CampaignPerformance of(String id, Touch touch, int windowDays) {
        return remembered.get(new Asked(id, touch, windowDays), this::compute);
    }

    private CampaignPerformance compute(Asked asked) {
        Optional<CampaignRow> campaign = facts.campaign(asked.id());
        List<MessageRow> messages = facts.messagesOfCampaign(asked.id());
        if (campaign.isEmpty() && messages.isEmpty()) {
            throw new NotFound("campaign " + asked.id());
        }
        Instant now = clock.instant();
        Tallying tallying = new Tallying(asked.id(), asked.touch(), asked.windowDays(), now, platform);
        messages.forEach(tallying::count);
        List<String> customers = messages.stream()
                .map(MessageRow::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        Set<String> done = new HashSet<>();
        for (int from = 0; from < customers.size(); from += CUSTOMERS_AT_A_TIME) {
            List<String> some = customers.subList(from, Math.min(customers.size(), from + CUSTOMERS_AT_A_TIME));
            persons(some).forEach((person, rows) -> {
                // Two of the campaign's customers may have become one person, who is looked at once.
                if (done.add(person)) {
                    tallying.add(rows.messages(), rows.orders());
                }
            });
        }
        return tallying.performance(
                campaign.map(CampaignRow::name).orElse(null),
                campaign.map(CampaignRow::launchedAt).orElse(null));
    }

    private record PersonRows(List<MessageRow> messages, List<OrderRow> orders) {}

    /** Everything about some customers, by who they are now. */
    private Map<String, PersonRows> persons(List<String> customerIds) {
        Map<String, CustomerRow> known = facts.persons(customerIds);
        Map<String, String> personOf = new HashMap<>();
        for (String id : customerIds) {
            CustomerRow person = known.get(id);
            personOf.put(id, person == null ? id : person.id());
            if (person != null) {
                personOf.put(person.id(), person.id());
                person.mergedIds().forEach(merged -> personOf.put(merged, person.id()));
            }
        }
        Map<String, List<OrderRow>> orders = facts.ordersOf(personOf.keySet()).stream()
                .collect(Collectors.groupingBy(order -> personOf.get(order.customerId())));
        Map<String, List<MessageRow>> messages = facts.messagesOf(personOf.keySet()).stream()
                .collect(Collectors.groupingBy(message -> personOf.get(message.customerId())));
        Map<String, PersonRows> persons = new HashMap<>();
        messages.forEach((person, theirs) ->
                persons.put(person, new PersonRows(new ArrayList<>(theirs), orders.getOrDefault(person, List.of()))));
        return persons;
    }
}
