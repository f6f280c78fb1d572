package io.micms.order.ordering;

import io.micms.platform.consuming.Ingestion;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.StaleDocument;
import io.micms.platform.publishing.CompetingWrites;
import io.micms.platform.web.ETags;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people and API clients do with orders. */
@Service
public class OrderService {

    private static final int ATTEMPTS = 5;

    private final Orders orders;
    private final OrderIngestion ingestion;
    private final WaitingOrders waitingOrders;
    private final OrderOwners owners;
    private final Clock clock;

    OrderService(
            Orders orders, OrderIngestion ingestion, WaitingOrders waitingOrders, OrderOwners owners, Clock clock) {
        this.orders = orders;
        this.ingestion = ingestion;
        this.waitingOrders = waitingOrders;
        this.owners = owners;
        this.clock = clock;
    }

    /** @param created whether nobody had heard of the order before */
    public record Recorded(Order order, boolean created) {}

    /** @throws NotFound if there is none */
    public Order get(String id) {
        return orders.get(id);
    }

    public Page<Order> page(OrderQuery wanted, ListQuery list) {
        return orders.page(wanted, list);
    }

    /** Every order wanted, the latest first; to be closed. */
    public Stream<Order> stream(OrderQuery wanted) {
        return orders.stream(wanted);
    }

    /** Every order of these customers, deleted ones too, in no particular order; to be closed. */
    public Stream<Order> streamOf(Collection<String> customerIds) {
        return orders.streamOf(customerIds);
    }

    /**
     * Makes an order, or updates the one that has the record's external id.
     *
     * @param newId of the order if it is a new one; where a record without an external id has made it before, it stays as
     *     it is
     * @throws InvalidInput if it says too little for a new order, moves one to another customer, is from the future, or
     *     names a customer who was erased
     * @throws Conflict if the order was deleted, and the record is not newer than that or says too little for a new one
     */
    public Recorded record(OrderRecord record, String newId) {
        Instant now = clock.instant();
        Instant at = record.at(now);
        Ingestion.requireCredible(at, now);
        Recorded recorded = CompetingWrites.repeat(ATTEMPTS, () -> {
            Optional<Order> made = record.externalId() == null ? orders.find(newId) : Optional.empty();
            if (made.isPresent()) {
                return new Recorded(made.get(), true);
            }
            var outcome = ingestion.known(List.of(record)).take(record, at, now, () -> newId);
            if (outcome.changed()) {
                orders.save(outcome.document());
            }
            return new Recorded(outcome.document(), outcome.created());
        });
        Order order = recorded.order();
        boolean moved = order.isWaiting();
        if (moved) {
            waitingOrders.settle(order.awaited());
        } else {
            moved = owners.lookAgain(List.of(order));
        }
        if (order.isDeleted()) {
            throw new Conflict("The order was deleted at %s, and what this says does not bring it back."
                    .formatted(order.deletedAt()));
        }
        return moved ? new Recorded(get(order.id()), recorded.created()) : recorded;
    }

    /**
     * Changes one order.
     *
     * @param ifMatch the entity tag of the state that the changes were made on; null where the caller does not mind
     * @throws NotFound if there is none
     * @throws StaleDocument if the order is not in the state that the tag names
     * @throws InvalidInput if it would not add up, would be another customer's, or would get another external id
     */
    public Order edit(String id, @Nullable String ifMatch, OrderRecord changes) {
        return ifMatch == null
                ? CompetingWrites.repeat(ATTEMPTS, () -> editOnce(id, null, changes))
                : editOnce(id, ifMatch, changes);
    }

    /**
     * Deletes one order. Records that are newer, and say enough for a new order, may bring it back.
     *
     * @param ifMatch the entity tag of the state that is to be deleted; null where the caller does not mind
     * @throws NotFound if there is none
     * @throws StaleDocument if the order is not in the state that the tag names
     */
    public void delete(String id, @Nullable String ifMatch) {
        if (ifMatch == null) {
            CompetingWrites.repeat(ATTEMPTS, () -> deleteOnce(id, null));
        } else {
            deleteOnce(id, ifMatch);
        }
    }

    private Order deleteOnce(String id, @Nullable String ifMatch) {
        Order order = orders.get(id);
        ETags.requireMatch(ifMatch, order.version());
        order.delete(clock.instant());
        return orders.save(order);
    }

    private Order editOnce(String id, @Nullable String ifMatch, OrderRecord changes) {
        Order order = orders.get(id);
        ETags.requireMatch(ifMatch, order.version());
        var named = ingestion.known(List.of(changes)).customer(changes.customer());
        return order.edit(changes, named, clock.instant()) ? orders.save(order) : order;
    }
}
