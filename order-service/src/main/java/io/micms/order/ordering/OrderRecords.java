package io.micms.order.ordering;

import io.micms.order.customers.CustomerReference;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.Change;
import io.micms.platform.records.JsonRecord;
import io.micms.platform.records.Place;
import io.micms.platform.records.ValueReader;
import io.micms.platform.records.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads records of orders, strictly, in the platform's one currency. */
@Component
public class OrderRecords {

    private static final ValueReader<String> LINE = Values.line(200);
    private static final int ITEMS = 1_000;
    private static final int QUANTITY = 1_000_000;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,%d})?".formatted(Money.DECIMALS));

    private final Currency currency;

    OrderRecords(PlatformProperties platform) {
        this.currency = platform.currency();
    }

    /**
     * Reads a record from a feed, which may be delivered twice and so must say which order it is about.
     *
     * @throws InvalidRecord with every fault of it
     */
    public OrderRecord readFed(JsonNode body) {
        return read(body, true);
    }

    /**
     * Reads a record from someone who waits for the answer.
     *
     * @throws InvalidRecord with every fault of it
     */
    public OrderRecord read(JsonNode body) {
        return read(body, false);
    }

    private OrderRecord read(JsonNode body, boolean fed) {
        JsonRecord json = new JsonRecord(body);
        String externalId = json.change("externalId", LINE).value();
        if (fed && externalId == null && !json.names("externalId")) {
            json.place("externalId")
                    .fault("externalId is required: without it, a record that comes twice makes two orders.");
        }
        CustomerReference customer = customer(json);
        Change<Instant> placedAt = required(json, "placedAt", Values::instant);
        Change<OrderStatus> status = json.change("status", OrderRecords::status).clearedTo(OrderStatus.PLACED);
        json.change("currency", this::currency);
        Change<Money> total = required(json, "total", this::money);
        Change<Money> discount = json.change("discount", this::money);
        Change<Money> shipping = json.change("shipping", this::money);
        Change<Money> tax = json.change("tax", this::money);
        Change<String> channel = json.change("channel", LINE);
        Change<List<OrderItem>> items =
                json.change("items", Values.items(ITEMS, this::item)).clearedTo(List.of());
        Instant updatedAt = json.change("updatedAt", Values::instant).value();
        boolean hasItems = items.value() != null && !items.value().isEmpty();
        if (hasItems && !json.names("total")) {
            json.place("total").fault("total is required where items are given.");
        }
        json.complete();
        if (fed && externalId == null) {
            throw new InvalidRecord(
                    "/externalId", "externalId is required: without it, a record that comes twice makes two orders.");
        }
        if (hasItems) {
            // The sum was checked with these as they are, so what is not named is none.
            discount = discount.orCleared();
            shipping = shipping.orCleared();
            tax = tax.orCleared();
            OrderSum.of(items.value(), discount.value(), shipping.value(), tax.value(), currency)
                    .requireTotal(total.value());
        }
        return new OrderRecord(
                externalId, customer, placedAt, status, total, discount, shipping, tax, channel, items, updatedAt);
    }

    private static @Nullable CustomerReference customer(JsonRecord json) {
        String id = json.change("customerId", LINE).value();
        String customerExternalId = json.change("customerExternalId", LINE).value();
        if (id != null && customerExternalId != null) {
            json.place("customerId").fault("Either customerId or customerExternalId says whose order it is, not both.");
        }
        if (customerExternalId != null) {
            return CustomerReference.toExternalId(customerExternalId);
        }
        return id == null ? null : CustomerReference.toId(id);
    }

    /** A field that an order always has, so that it can be changed but not cleared. */
    private static <T> Change<T> required(JsonRecord json, String field, ValueReader<T> reader) {
        return json.change(field, reader, "An order always has this; it cannot be cleared.");
    }

    private static @Nullable OrderStatus status(JsonNode value, Place place) {
        if (value.isString()) {
            for (OrderStatus status : OrderStatus.values()) {
                if (status.name().equals(value.stringValue().strip())) {
                    return status;
                }
            }
        }
        return place.fault("A status is one of "
                + Arrays.stream(OrderStatus.values()).map(Enum::name).collect(Collectors.joining(", ")) + ".");
    }

    private @Nullable String currency(JsonNode value, Place place) {
        String code = LINE.read(value, place);
        return code == null || code.equals(currency.getCurrencyCode())
                ? code
                : place.fault("All orders are in %s here; one in %s cannot be taken.".formatted(currency, code));
    }

    private @Nullable Money money(JsonNode value, Place place) {
        if (value.isString() && DECIMAL.matcher(value.stringValue()).matches()) {
            return new Money(new BigDecimal(value.stringValue()), currency);
        }
        return place.fault(
                "A decimal in a string like \"1499.00\" is expected here, not negative and with at most %d decimals."
                        .formatted(Money.DECIMALS));
    }

    private @Nullable OrderItem item(JsonNode value, Place place) {
        if (!value.isObject()) {
            return place.fault("An object is expected here.");
        }
        for (String name : value.propertyNames()) {
            if (!List.of("sku", "name", "category", "quantity", "unitPrice").contains(name)) {
                place.member(name).fault("There is no field with this name.");
            }
        }
        String sku = member(value, "sku", LINE, place, true);
        String name = member(value, "name", LINE, place, false);
        String category = member(value, "category", LINE, place, false);
        Integer quantity = member(value, "quantity", OrderRecords::quantity, place, true);
        Money unitPrice = member(value, "unitPrice", this::money, place, true);
        return sku == null || quantity == null || unitPrice == null
                ? null
                : new OrderItem(sku, name, category, quantity, unitPrice.amount());
    }

    private static <T> @Nullable T member(
            JsonNode object, String name, ValueReader<T> reader, Place place, boolean required) {
        JsonNode value = object.get(name);
        if (value == null
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()) {
            return required ? place.member(name).fault("This is required.") : null;
        }
        return reader.read(value, place.member(name));
    }

    private static @Nullable Integer quantity(JsonNode value, Place place) {
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 1
                && value.intValue() <= QUANTITY) {
            return value.intValue();
        }
        return place.fault("A whole number from 1 to %d is expected here.".formatted(QUANTITY));
    }
}
