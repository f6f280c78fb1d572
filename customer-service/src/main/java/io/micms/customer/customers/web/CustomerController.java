package io.micms.customer.customers.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micms.customer.customers.Customer;
import io.micms.customer.customers.CustomerQuery;
import io.micms.customer.customers.CustomerRecord;
import io.micms.customer.customers.CustomerRecords;
import io.micms.customer.customers.CustomerService;
import io.micms.customer.customers.PlatformProperties;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.csv.CsvDownload;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.JsonRecord;
import io.micms.platform.records.Values;
import io.micms.platform.security.Caller;
import io.micms.platform.security.Contacts;
import io.micms.platform.web.ETags;
import io.micms.platform.web.InstantParameters;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/customers")
class CustomerController {

    /** Leaves out what is null, so that a record does not name it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final CustomerService customers;
    private final CustomerRecords records;
    private final PlatformProperties platform;

    CustomerController(CustomerService customers, CustomerRecords records, PlatformProperties platform) {
        this.customers = customers;
        this.records = records;
        this.platform = platform;
    }

    /**
     * Which customers are wanted.
     *
     * @param city in any spelling of case and accents
     * @param country the two-letter code of ISO 3166-1
     * @param createdFrom an instant, or a date on which the day begins in the platform's time zone
     * @param createdTo the first instant that is too late, or the last date
     */
    record Filter(
            @Nullable String city,
            @Nullable String country,
            @Nullable String tag,
            @Nullable String createdFrom,
            @Nullable String createdTo) {}

    @GetMapping
    Page<CustomerView> list(ListQuery list, @ParameterObject Filter filter, Caller caller) {
        CustomerQuery wanted = query(filter, list, caller);
        return customers.page(wanted, list).map(customer -> CustomerView.of(customer, wanted.contacts()));
    }

    /** The customers of the list, all of them, as a table. */
    @GetMapping(path = "/export", produces = CsvDownload.MEDIA_TYPE)
    ResponseEntity<StreamingResponseBody> export(ListQuery list, @ParameterObject Filter filter, Caller caller) {
        CustomerQuery wanted = query(filter, list, caller);
        CustomerTable table = new CustomerTable(customers.attributeNames(wanted));
        return CsvDownload.of(
                "customers.csv",
                table.header(),
                () -> customers.stream(wanted)
                        .map(customer -> table.row(CustomerView.of(customer, wanted.contacts()))));
    }

    private CustomerQuery query(Filter filter, ListQuery list, Caller caller) {
        return new CustomerQuery(
                filter.city(),
                filter.country(),
                filter.tag(),
                InstantParameters.from("createdFrom", filter.createdFrom(), platform.timeZone()),
                InstantParameters.to("createdTo", filter.createdTo(), platform.timeZone()),
                list.search(),
                Contacts.mayBeReadBy(caller));
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
            ActionDetails.addSubject("id", customer.id());
            return shown(customer, caller);
        }
        return ResponseEntity.created(URI.create("/api/customers/" + customer.id()))
                .eTag(ETags.tag(customer.version()))
                .body(CustomerView.of(customer, Contacts.mayBeReadBy(caller)));
    }

    /**
     * @param customerIds 1 to 1,000 of them
     * @param add tags that they then have
     * @param remove tags that they then have not
     */
    record TagRequest(
            @Nullable List<String> customerIds,
            @Nullable List<String> add,
            @Nullable List<String> remove) {}

    /** Changes the tags of many customers. Ids that nobody has, and who would have too many tags, keep nobody else back. */
    @PostMapping("/tags")
    CustomerService.Tagged tag(@RequestBody TagRequest request) {
        var tagging = records.readTagging(JSON.valueToTree(request));
        return customers.tag(tagging.customerIds(), tagging.change());
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
        ActionDetails.add("fields", body.propertyNames());
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
        ActionDetails.add("fields", patch.propertyNames());
        return shown(
                customers.edit(id, ifMatch, customer -> records.readChanges(MergePatch.mergeNested(patch, customer))),
                caller);
    }

    /** @param customerId of the one who becomes part of the other */
    record Merge(String customerId) {

        /** @throws InvalidRecord with every fault */
        static Merge read(JsonNode body) {
            JsonRecord json = new JsonRecord(body);
            String customerId = json.change("customerId", Values.line(100)).value();
            if (customerId == null) {
                json.place("customerId").fault("Who becomes part of this customer, must be said.");
            }
            json.complete();
            return new Merge(Objects.requireNonNull(customerId));
        }
    }

    /** Makes another customer part of this one: they are one person. Can be undone for 30 days. */
    @PostMapping("/{id}/merge")
    ResponseEntity<CustomerView> merge(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Merge.class)))
                    @RequestBody
                    JsonNode body,
            Caller caller) {
        String other = Merge.read(body).customerId();
        ActionDetails.addSubject("customerId", other);
        return shown(customers.merge(id, other, caller.name()), caller);
    }

    /** Tells a merged customer apart again: they are different people. The answer shows who was part of the other. */
    @PostMapping("/{id}/merge/{mergedId}/undo")
    ResponseEntity<CustomerView> undoMerge(@PathVariable String id, @PathVariable String mergedId, Caller caller) {
        return shown(customers.undoMerge(id, mergedId), caller);
    }

    private static ResponseEntity<CustomerView> shown(Customer customer, Caller caller) {
        return ETags.ok(CustomerView.of(customer, Contacts.mayBeReadBy(caller)), customer.version());
    }
}
