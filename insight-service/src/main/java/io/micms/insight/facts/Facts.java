package io.micms.insight.facts;

import com.mongodb.client.model.Filters;
import io.micms.platform.consuming.VersionedCopies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** All rows. A row is replaced by a newer version only, so a topic may be read again from anywhere and changes nothing. */
@Component
public class Facts {

    /** How long a chain of mergers is followed; one heard in part may be a circle. */
    private static final int MERGERS = 8;

    private static final int IDS_AT_A_TIME = 200;

    private final MongoTemplate mongo;
    private final Rows<CustomerRow> customers;
    private final Rows<OrderRow> orders;
    private final Rows<MessageRow> messages;
    private final VersionedCopies<CampaignRow> campaigns;

    Facts(MongoTemplate mongo) {
        this.mongo = mongo;
        this.customers = new Rows<>(mongo, CustomerRow.class, CustomerRow::of);
        this.orders = new Rows<>(mongo, OrderRow.class, OrderRow::of);
        this.messages = new Rows<>(mongo, MessageRow.class, MessageRow::of);
        this.campaigns = new VersionedCopies<>(mongo, CampaignRow.class, CampaignRow::id, CampaignRow::version);
    }

    public void keepCustomers(Collection<CustomerRow> rows) {
        customers.keepNewest(rows);
    }

    public void keepOrders(Collection<OrderRow> rows) {
        orders.keepNewest(rows);
    }

    public void keepMessages(Collection<MessageRow> rows) {
        messages.keepNewest(rows);
    }

    public void keepCampaigns(Collection<CampaignRow> rows) {
        campaigns.keepNewest(rows);
    }

    List<Rows<?>> marked() {
        return List.of(customers, orders, messages);
    }

    public Optional<CampaignRow> campaign(String id) {
        return Optional.ofNullable(mongo.findById(id, CampaignRow.class));
    }

    public List<CampaignRow> campaigns() {
        return mongo.findAll(CampaignRow.class);
    }

    public Optional<CustomerRow> customer(String id) {
        return customers.find(Filters.eq("_id", id)).stream().findAny();
    }

    public List<OrderRow> ordersOn(Collection<String> days) {
        return orders.find(Filters.in("day", days));
    }

    /** Those of one day that were placed after an instant. */
    public List<OrderRow> ordersAfter(String day, Instant instant) {
        return orders.find(Filters.and(Filters.eq("day", day), Filters.gt("placedAt", instant)));
    }

    public List<CustomerRow> customersKnownSince(Collection<String> days) {
        return customers.find(Filters.in("createdDay", days));
    }

    public List<MessageRow> messagesQueuedOn(Collection<String> days) {
        return messages.find(Filters.in("day", days));
    }

    public List<MessageRow> messagesSentOn(Collection<String> days) {
        return messages.find(Filters.in("sentDay", days));
    }

    public List<OrderRow> ordersOf(Collection<String> customerIds) {
        return orders.find(Filters.in("customerId", customerIds));
    }

    public List<MessageRow> messagesOf(Collection<String> customerIds) {
        return messages.find(Filters.in("customerId", customerIds));
    }

    public List<MessageRow> messagesOfCampaign(String campaignId) {
        return messages.find(Filters.eq("campaignId", campaignId));
    }

    /** The days on which customers, or those who are part of them, ordered. */
    public Set<String> daysOfOrders(Collection<String> customerIds) {
        return Set.copyOf(orders.distinct("day", Filters.in("customerId", withTheirParts(customerIds))));
    }

    /** These customers, and all who are part of them by what either of the two says. */
    private Set<String> withTheirParts(Collection<String> customerIds) {
        Set<String> all = new HashSet<>(customerIds);
        Set<String> added = all;
        for (int hop = 0; hop < MERGERS && !added.isEmpty(); hop++) {
            Set<String> parts = new HashSet<>();
            customersWith("_id", added).forEach(customer -> parts.addAll(customer.mergedIds()));
            customersWith("mergedInto", added).forEach(part -> parts.add(part.id()));
            parts.removeAll(all);
            all.addAll(parts);
            added = parts;
        }
        return all;
    }

    /** In parts: a database may compare each document that it finds with the whole list. */
    private List<CustomerRow> customersWith(String field, Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<CustomerRow> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_AT_A_TIME) {
            found.addAll(customers.find(
                    Filters.in(field, all.subList(from, Math.min(all.size(), from + IDS_AT_A_TIME)))));
        }
        return found;
    }

    /** Those who say that one of these customers is part of them. */
    public Set<String> claiming(Collection<String> customerIds) {
        return customersWith("mergedIds", customerIds).stream()
                .map(CustomerRow::id)
                .collect(Collectors.toSet());
    }

    /**
     * Who these customers are by now: themselves, or whom they are merged into.
     *
     * @return by each id; without those who are not known, and whose mergers have been heard of in part only
     */
    public Map<String, CustomerRow> persons(Collection<String> customerIds) {
        Map<String, CustomerRow> read = new HashMap<>();
        Set<String> wanted = new HashSet<>(customerIds);
        for (int hop = 0; hop < MERGERS && !wanted.isEmpty(); hop++) {
            customersWith("_id", wanted).forEach(customer -> read.put(customer.id(), customer));
            wanted.clear();
            read.values().stream()
                    .map(CustomerRow::mergedInto)
                    .filter(survivor -> survivor != null && !read.containsKey(survivor))
                    .forEach(wanted::add);
        }
        Map<String, CustomerRow> persons = new HashMap<>();
        for (String id : customerIds) {
            CustomerRow person = survivor(read.get(id), read);
            if (person != null) {
                persons.put(id, person);
            }
        }
        return persons;
    }

    private static @Nullable CustomerRow survivor(@Nullable CustomerRow customer, Map<String, CustomerRow> read) {
        CustomerRow person = customer;
        for (int hop = 0; hop < MERGERS && person != null && person.mergedInto() != null; hop++) {
            person = read.get(person.mergedInto());
        }
        return person == null || person.mergedInto() != null ? null : person;
    }
}
