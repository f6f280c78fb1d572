package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.order.customers.Owner;
import io.micms.platform.concurrency.Begun;
import io.micms.platform.consuming.Ingestion;
import io.micms.platform.consuming.Intake;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.consuming.Received;
import io.micms.platform.problem.InvalidRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes in what other systems say about orders, a batch at a time. */
@Component
public class OrderIngestion implements Intake<OrderRecord, Order> {

    private final OrderRecords records;
    private final Orders orders;
    private final KnownCustomers customers;
    private final WaitingOrders waitingOrders;
    private final OrderOwners owners;
    private final PlatformProperties platform;
    private final Ingestion<OrderRecord, Order> ingestion;

    OrderIngestion(
            OrderRecords records,
            Orders orders,
            KnownCustomers customers,
            WaitingOrders waitingOrders,
            OrderOwners owners,
            PlatformProperties platform,
            Clock clock) {
        this.records = records;
        this.orders = orders;
        this.customers = customers;
        this.waitingOrders = waitingOrders;
        this.owners = owners;
        this.platform = platform;
        this.ingestion = new Ingestion<>(OrderRecord::at, this::known, orders::saveAll, clock);
    }

    @Override
    public String kind() {
        return "orders";
    }

    /** @throws InvalidRecord with every fault of it */
    @Override
    public OrderRecord read(JsonNode body) {
        return records.readFed(body);
    }

    @Override
    public List<Outcome<Order>> take(List<Received<OrderRecord>> batch) {
        List<Outcome<Order>> outcomes = ingestion.take(batch);
        List<Order> concerned = new ArrayList<>();
        for (Outcome<Order> outcome : outcomes) {
            // Also those that were not changed: they may have been written by a run that crashed before it looked.
            if (outcome instanceof Outcome.Applied<Order> applied) {
                concerned.add(applied.document());
            }
        }
        Set<CustomerReference> awaited =
                concerned.stream().flatMap(order -> order.awaited().stream()).collect(Collectors.toSet());
        if (!awaited.isEmpty()) {
            waitingOrders.settle(awaited);
        }
        owners.lookAgain(concerned);
        return outcomes;
    }

    /** Everything that is known of what the records are about. */
    KnownOrders known(Collection<OrderRecord> records) {
        Set<String> externalIds = records.stream()
                .map(OrderRecord::externalId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<CustomerReference> named = records.stream()
                .map(OrderRecord::customer)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Begun<Map<CustomerReference, KnownCustomer>> erased = Begun.of(() -> customers.whoWasErased(named));
        Begun<Map<CustomerReference, Owner>> known = Begun.of(() -> customers.whoAre(named));
        List<Order> about = orders.withExternalIds(externalIds);
        Set<CustomerReference> awaited =
                about.stream().flatMap(order -> order.awaited().stream()).collect(Collectors.toSet());
        awaited.removeAll(named);
        Map<CustomerReference, Owner> all = new HashMap<>(customers.whoAre(awaited));
        all.putAll(known.get());
        return new KnownOrders(about, all, erased.get(), owners.of(about), platform.currency());
    }
}
