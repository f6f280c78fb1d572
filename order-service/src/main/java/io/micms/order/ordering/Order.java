package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.order.customers.Owner;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.PublishedDocument;
import io.micms.platform.records.Change;
import io.micms.platform.records.LastWrite;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What a customer bought, put together from records that may come in any order and more than once: each top-level field
 * keeps the instant that set it, an older one never overwrites it, and a tie goes to the greater value. An order may come
 * before its customer; it then waits, and the world does not hear of it until the customer is known.
 */
@Document("orders")
@CompoundIndex(name = "placed", def = "{placedAt: -1, _id: -1}")
@CompoundIndex(name = "total", def = "{total: -1, _id: -1}")
@CompoundIndex(name = "customer", def = "{customerId: 1, placedAt: -1, _id: -1}")
@CompoundIndex(name = "status", def = "{status: 1, placedAt: -1, _id: -1}")
public final class Order extends PublishedDocument {

    @Indexed(name = "externalId", unique = true, sparse = true)
    private final @Nullable String externalId;

    private final String currency;

    /** Whose order it is, as the first record said; by the platform's id once that person is erased. */
    private String customerReference;

    private @Nullable String customerId;

    /** The customer whom the order met, where they are part of {@code customerId} by now; absent otherwise. */
    @Indexed(name = "metCustomerId", sparse = true)
    private @Nullable String metCustomerId;

    /** Every reference that records gave for as long as the customer is not known, absent afterwards. */
    @Indexed(name = "waitingFor", sparse = true)
    private @Nullable List<String> waitingFor;

    private @Nullable Instant placedAt;
    private OrderStatus status = OrderStatus.PLACED;
    private @Nullable BigDecimal total;
    private @Nullable BigDecimal discount;
    private @Nullable BigDecimal shipping;
    private @Nullable BigDecimal tax;
    private @Nullable String channel;
    private List<OrderItem> items = List.of();
    private final Instant createdAt;

    /** When each field was last set, by its name; after a deletion only what was set later. */
    private final Map<String, Instant> setAt;

    /** The latest deletion; nothing said as of then or before counts any more. */
    private @Nullable Instant deletedAt;

    /** True until enough is said later than the deletion; absent otherwise. */
    private @Nullable Boolean deleted;

    @PersistenceCreator
    private Order(
            String id,
            @Nullable String externalId,
            String currency,
            String customerReference,
            Instant createdAt,
            @Nullable Map<String, Instant> setAt) {
        super(id);
        this.externalId = externalId;
        this.currency = currency;
        this.customerReference = customerReference;
        this.createdAt = createdAt;
        this.setAt = setAt == null ? new HashMap<>() : new HashMap<>(setAt);
    }

    /**
     * An order nobody had heard of. It waits for its customer until it meets them.
     *
     * @param at when the record was true
     * @param now when it arrived here
     * @throws InvalidInput if the record says too little for an order
     */
    public static Order from(String id, OrderRecord record, Currency currency, Instant at, Instant now) {
        List<Fault> missing = new ArrayList<>();
        if (record.customer() == null) {
            missing.add(new Fault("/customerExternalId", "Whose order it is, must be said when an order is new."));
        }
        if (record.placedAt().value() == null) {
            missing.add(new Fault("/placedAt", "When it was placed, must be said when an order is new."));
        }
        if (record.total().value() == null) {
            missing.add(new Fault("/total", "The total must be said when an order is new."));
        }
        if (!missing.isEmpty()) {
            throw new InvalidInput(missing);
        }
        String reference = Objects.requireNonNull(record.customer()).text();
        Order order = new Order(
                id,
                record.externalId(),
                currency.getCurrencyCode(),
                reference,
                now.truncatedTo(ChronoUnit.MILLIS),
                null);
        order.waitingFor = List.of(reference);
        order.take(record, LastWrite.of(order.setAt, at));
        return order;
    }

    /**
     * Takes from a record about this order whatever is newer than what is known.
     *
     * @param named whom the record names as the customer; null if it names nobody or someone unknown
     * @param at when the record was true
     * @return whether anything changed that must be written
     * @throws InvalidInput if the record says that the order is another customer's
     */
    public boolean apply(OrderRecord record, @Nullable Owner named, Instant at) {
        requireSameCustomer(record.customer(), named);
        boolean heard = waitFor(record.customer());
        if (deletedAt != null && !at.truncatedTo(ChronoUnit.MILLIS).isAfter(deletedAt)) {
            return heard;
        }
        return take(record, LastWrite.of(setAt, at)) || heard;
    }

    /**
     * Deletes what a person, who has seen the present state, wants deleted: all of it, even what was said of an instant
     * ahead of this clock.
     */
    public void delete(Instant now) {
        deletedAsOf(now.isAfter(updatedAt()) ? now : updatedAt());
    }

    /**
     * Takes note of a deletion: what was said as of then or before counts no longer, and the order is no more until
     * enough for a new one has been said later. So deletions and records may come in any order.
     *
     * @return whether anything changed that must be written
     */
    boolean deletedAsOf(Instant instant) {
        Instant at = instant.truncatedTo(ChronoUnit.MILLIS);
        if (deletedAt != null && !at.isAfter(deletedAt)) {
            return false;
        }
        deletedAt = at;
        setAt.values().removeIf(set -> !set.isAfter(at));
        placedAt = stillSet("placedAt", placedAt);
        OrderStatus left = stillSet("status", status);
        status = left == null ? OrderStatus.PLACED : left;
        total = stillSet("total", total);
        discount = stillSet("discount", discount);
        shipping = stillSet("shipping", shipping);
        tax = stillSet("tax", tax);
        channel = stillSet("channel", channel);
        List<OrderItem> leftItems = stillSet("items", items);
        items = leftItems == null ? List.of() : leftItems;
        decideWhetherItExists();
        return true;
    }

    private <T> @Nullable T stillSet(String field, @Nullable T value) {
        return setAt.containsKey(field) ? value : null;
    }

    private void decideWhetherItExists() {
        deleted = deletedAt != null && (placedAt == null || total == null) ? true : null;
    }

    /**
     * Changes what a person, who has seen the present state, wants changed.
     *
     * @return whether anything changed that must be written
     * @throws InvalidInput if the order would not add up, would be another customer's, or would get another external id
     */
    public boolean edit(OrderRecord changes, @Nullable Owner named, Instant now) {
        requireSameCustomer(changes.customer(), named);
        if (changes.externalId() != null && !changes.externalId().equals(externalId)) {
            throw new InvalidInput("/externalId", "An order keeps its external id.");
        }
        Instant at = deletedAt == null || now.isAfter(deletedAt) ? now : deletedAt.plusMillis(1);
        boolean changed = take(changes, LastWrite.edit(setAt, at));
        if (!items.isEmpty()) {
            OrderSum.of(items, discount(), shipping(), tax(), currency()).requireTotal(total());
        }
        return changed;
    }

    /** @return whether that is news: the customer may become known by this reference only */
    private boolean waitFor(@Nullable CustomerReference reference) {
        if (waitingFor == null || reference == null || waitingFor.contains(reference.text())) {
            return false;
        }
        waitingFor = Stream.concat(waitingFor.stream(), Stream.of(reference.text()))
                .sorted()
                .toList();
        return true;
    }

    private void requireSameCustomer(@Nullable CustomerReference claimed, @Nullable Owner named) {
        if (claimed != null && isAnother(claimed, named)) {
            throw new InvalidInput(
                    claimed.id() != null ? "/customerId" : "/customerExternalId",
                    "An order keeps its customer: this one belongs to %s."
                            .formatted(customer().name()));
        }
    }

    /** Not where it cannot be told yet: the customer's record may come later than the orders that name them. */
    private boolean isAnother(CustomerReference claimed, @Nullable Owner named) {
        String id = customerId != null ? customerId : said(CustomerReference::id);
        String claimedId = named != null ? named.id() : claimed.id();
        if (id != null && claimedId != null) {
            return !id.equals(claimedId) && !(named != null && id.equals(named.metAs()));
        }
        String external = said(CustomerReference::externalId);
        String claimedExternal = named != null ? named.externalId() : claimed.externalId();
        return external != null && claimedExternal != null && !external.equals(claimedExternal);
    }

    private @Nullable String said(Function<CustomerReference, @Nullable String> part) {
        return Stream.concat(Stream.of(customer()), awaited().stream())
                .map(part)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean take(OrderRecord record, LastWrite write) {
        placedAt = write.decide("placedAt", placedAt, record.placedAt());
        status = Objects.requireNonNull(write.decide("status", status, record.status()));
        total = write.decide("total", total, amount(record.total()));
        discount = write.decide("discount", discount, amount(record.discount()));
        shipping = write.decide("shipping", shipping, amount(record.shipping()));
        tax = write.decide("tax", tax, amount(record.tax()));
        channel = write.decide("channel", channel, record.channel());
        items = Objects.requireNonNull(write.decide("items", items, record.items()));
        decideWhetherItExists();
        return write.changed();
    }

    private static Change<BigDecimal> amount(Change<Money> change) {
        Money money = change.value();
        return change.named() ? Change.to(money == null ? null : money.amount()) : Change.none();
    }

    /**
     * Ends the waiting.
     *
     * @return whether the order was waiting
     */
    public boolean meet(Owner owner) {
        if (!isWaiting()) {
            return false;
        }
        waitingFor = null;
        customerId = owner.metAs();
        belongTo(owner);
        return true;
    }

    /**
     * Follows the customer whom the order met: to whom they are part of now, or into anonymity.
     *
     * @return whether anything changed that must be written
     */
    boolean belongTo(Owner owner) {
        if (isOwnedBy(owner)) {
            return false;
        }
        customerId = owner.id();
        metCustomerId = owner.id().equals(owner.metAs()) ? null : owner.metAs();
        if (owner.erased()) {
            customerReference = CustomerReference.toId(owner.metAs()).text();
        }
        return true;
    }

    boolean isOwnedBy(Owner owner) {
        return owner.id().equals(customerId) && !(owner.erased() && customerExternalId() != null);
    }

    /** The customer whom the order met, whoever they are part of by now; null while it waits. */
    public @Nullable String metCustomerId() {
        return metCustomerId == null ? customerId : metCustomerId;
    }

    /** Whether the customer is not known yet. */
    public boolean isWaiting() {
        return waitingFor != null;
    }

    /** By any of these the customer is waited for; none if they are known. */
    Set<CustomerReference> awaited() {
        return waitingFor == null
                ? Set.of()
                : waitingFor.stream().map(CustomerReference::new).collect(Collectors.toSet());
    }

    /** Whose order it is, as the first record said. */
    private CustomerReference customer() {
        return new CustomerReference(customerReference);
    }

    public @Nullable String externalId() {
        return externalId;
    }

    /** The customer's id; null while the order waits. */
    public @Nullable String customerId() {
        return customerId;
    }

    /** The customer's id in the system that owns them; null if the order goes by the platform's. */
    public @Nullable String customerExternalId() {
        return customer().externalId();
    }

    public Instant placedAt() {
        return Objects.requireNonNull(placedAt);
    }

    public OrderStatus status() {
        return status;
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public Money total() {
        return new Money(Objects.requireNonNull(total), currency());
    }

    public @Nullable Money discount() {
        return money(discount);
    }

    public @Nullable Money shipping() {
        return money(shipping);
    }

    public @Nullable Money tax() {
        return money(tax);
    }

    private @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount, currency());
    }

    public @Nullable String channel() {
        return channel;
    }

    public List<OrderItem> items() {
        return items;
    }

    /** Whether it was deleted and nothing has brought it back since; then only its ids can be asked for. */
    public boolean isDeleted() {
        return deleted != null;
    }

    /** When it was last deleted; null if it never was. */
    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /** When the platform first heard of the order. */
    public Instant createdAt() {
        return createdAt;
    }

    /** The latest instant at which anything known of the order was true. */
    public Instant updatedAt() {
        return setAt.values().stream().max(Instant::compareTo).orElse(createdAt);
    }
}
