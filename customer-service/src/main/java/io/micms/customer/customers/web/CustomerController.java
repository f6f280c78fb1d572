package io.micms.customer.customers.web;

import io.micms.customer.customers.Customer;
import io.micms.customer.customers.CustomerQuery;
import io.micms.customer.customers.CustomerRecord;
import io.micms.customer.customers.CustomerRecords;
import io.micms.customer.customers.CustomerService;
import io.micms.customer.customers.PlatformProperties;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Role;
import io.micms.platform.web.ETags;
import io.micms.platform.web.InstantParameters;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/customers")
class CustomerController {

    private final CustomerService customers;
    private final CustomerRecords records;
    private final PlatformProperties platform;

    CustomerController(CustomerService customers, CustomerRecords records, PlatformProperties platform) {
        this.customers = customers;
        this.records = records;
        this.platform = platform;
    }

    /**
     * @param createdFrom an instant, or a date on which the day begins in the platform's time zone
     * @param createdTo the first instant that is too late, or the last date
     */
    @GetMapping
    Page<CustomerView> list(
            ListQuery list,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String createdFrom,
            @RequestParam(required = false) @Nullable String createdTo,
            Caller caller) {
        boolean contacts = mayReadContacts(caller);
        CustomerQuery wanted = new CustomerQuery(
                city,
                country,
                tag,
                InstantParameters.from("createdFrom", createdFrom, platform.timeZone()),
                InstantParameters.to("createdTo", createdTo, platform.timeZone()),
                list.search(),
                contacts);
        return customers.page(wanted, list).map(customer -> CustomerView.of(customer, contacts));
    }

    @GetMapping("/{id}")
    ResponseEntity<CustomerView> one(@PathVariable String id, Caller caller) {
        return shown(customers.get(id), caller);
    }

    @PostMapping
    @ApiResponse(responseCode = "200", description = "It was known already, and has been updated")
    ResponseEntity<CustomerView> register(@RequestBody JsonNode body, Caller caller) {
        var registered = customers.register(records.read(body));
        Customer customer = registered.customer();
        if (!registered.created()) {
            return shown(customer, caller);
        }
        return ResponseEntity.created(URI.create("/api/customers/" + customer.id()))
                .eTag(ETags.tag(customer.version()))
                .body(CustomerView.of(customer, mayReadContacts(caller)));
    }

    /** Replaces everything that is known of a customer, apart from the external id. */
    @PutMapping("/{id}")
    ResponseEntity<CustomerView> replace(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        CustomerRecord replacement =
                records.readChanges(MergePatch.editable(body)).replacing();
        return shown(customers.edit(id, ifMatch, customer -> replacement), caller);
    }

    /** Changes what the merge patch (RFC 7396) names. */
    @PatchMapping("/{id}")
    ResponseEntity<CustomerView> change(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body,
            Caller caller) {
        JsonNode patch = MergePatch.editable(body);
        return shown(
                customers.edit(id, ifMatch, customer -> records.readChanges(MergePatch.mergeNested(patch, customer))),
                caller);
    }

    private static ResponseEntity<CustomerView> shown(Customer customer, Caller caller) {
        return ETags.ok(CustomerView.of(customer, mayReadContacts(caller)), customer.version());
    }

    /** Analysts read without contact details, and may not find people by them. */
    private static boolean mayReadContacts(Caller caller) {
        return caller.roles().stream().anyMatch(role -> role != Role.ANALYST)
                || caller.scopes().contains("customers:read")
                || caller.scopes().contains("customers:write");
    }
}
