package io.micms.order.ordering.web;

import io.micms.order.customers.KnownCustomers;
import io.micms.order.ordering.Order;
import io.micms.order.ordering.OrderQuery;
import io.micms.order.ordering.OrderRecords;
import io.micms.order.ordering.OrderService;
import io.micms.order.ordering.OrderStatus;
import io.micms.order.ordering.PlatformProperties;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.csv.CsvDownload;
import io.micms.platform.idempotency.CreationId;
import io.micms.platform.problem.InvalidParameter;
import io.micms.platform.web.ETags;
import io.micms.platform.web.InstantParameters;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/orders")
class OrderController {

    /** What a view shows and nobody can change; it may come back with a changed view, and is ignored then. */
    private static final Set<String> READ_ONLY = Set.of("id", "version", "createdAt", "updatedAt", "customerName");

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,10})?");

    private final OrderService orders;
    private final OrderRecords records;
    private final KnownCustomers customers;
    private final PlatformProperties platform;

    OrderController(OrderService orders, OrderRecords records, KnownCustomers customers, PlatformProperties platform) {
        this.orders = orders;
        this.records = records;
        this.customers = customers;
        this.platform = platform;
    }

    /**
     * Which orders are wanted.
     *
     * @param from an instant, or a date on which the day begins in the platform's time zone
     * @param to the first instant that is too late, or the last date
     * @param minTotal the least total, a decimal in the platform's currency
     * @param maxTotal the greatest total
     */
    record Filter(
            @Nullable String customerId,
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String minTotal,
            @Nullable String maxTotal) {}

    @GetMapping
    Page<OrderView> list(ListQuery list, @ParameterObject Filter filter) {
        Page<Order> page = orders.page(query(filter, list), list);
        List<String> ids = page.items().stream()
                .map(Order::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, String> names = customers.names(ids);
        return page.map(order -> OrderView.of(order, names.get(order.customerId())));
    }

    /** The orders of the list, all of them, as a table. */
    @GetMapping(path = "/export", produces = CsvDownload.MEDIA_TYPE)
    ResponseEntity<StreamingResponseBody> export(ListQuery list, @ParameterObject Filter filter) {
        OrderQuery wanted = query(filter, list);
        return CsvDownload.of(
                "orders.csv",
                OrderTable.HEADER,
                () -> orders.stream(wanted).map(order -> OrderTable.row(OrderView.of(order, null))));
    }

    private OrderQuery query(Filter filter, ListQuery list) {
        return new OrderQuery(
                filter.customerId(),
                status(filter.status()),
                InstantParameters.from("from", filter.from(), platform.timeZone()),
                InstantParameters.to("to", filter.to(), platform.timeZone()),
                amount("minTotal", filter.minTotal()),
                amount("maxTotal", filter.maxTotal()),
                list.search());
    }

    @GetMapping("/{id}")
    ResponseEntity<OrderView> one(@PathVariable String id) {
        return shown(orders.get(id));
    }

    @PostMapping
    @ApiResponse(responseCode = "200", description = "It was known already, and has been updated")
    ResponseEntity<OrderView> record(@RequestBody JsonNode body, CreationId id) {
        var recorded = orders.record(records.read(body), id.value());
        Order order = recorded.order();
        if (!recorded.created()) {
            ActionDetails.addSubject("id", order.id());
            return shown(order);
        }
        return ResponseEntity.created(URI.create("/api/orders/" + order.id()))
                .eTag(ETags.tag(order.version()))
                .body(view(order));
    }

    /** Changes what the merge patch (RFC 7396) names; items are one whole. */
    @PatchMapping("/{id}")
    ResponseEntity<OrderView> change(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        JsonNode changes = body instanceof ObjectNode object ? object.deepCopy().remove(READ_ONLY) : body;
        ActionDetails.add("fields", changes.propertyNames());
        return shown(orders.edit(id, ifMatch, records.read(changes)));
    }

    /** Records that are newer than this, and say enough for a new order, bring it back. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        orders.delete(id, ifMatch);
    }

    private ResponseEntity<OrderView> shown(Order order) {
        return ETags.ok(view(order), order.version());
    }

    private OrderView view(Order order) {
        String customerId = order.customerId();
        return OrderView.of(
                order,
                customerId == null ? null : customers.names(List.of(customerId)).get(customerId));
    }

    private static @Nullable OrderStatus status(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return OrderStatus.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameter("status", "There is no status '%s'.".formatted(name));
        }
    }

    private static @Nullable BigDecimal amount(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!AMOUNT.matcher(text).matches()) {
            throw new InvalidParameter(parameter, "%s is a decimal like 1499.00.".formatted(parameter));
        }
        return new BigDecimal(text);
    }
}
