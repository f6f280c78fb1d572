package io.micms.customer.rights.web;

import io.micms.customer.customers.CustomerService;
import io.micms.customer.customers.HeldCustomer;
import io.micms.customer.rights.Erasure;
import io.micms.customer.rights.Erasures;
import io.micms.customer.rights.PersonExports;
import io.micms.customer.rights.RightsProperties;
import io.micms.platform.rejected.RejectedRecords;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/customers")
class RightsController {

    private final CustomerService customers;
    private final Erasures erasures;
    private final PersonExports exports;
    private final RejectedRecords rejected;
    private final RightsProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    RightsController(
            CustomerService customers,
            Erasures erasures,
            PersonExports exports,
            RejectedRecords rejected,
            RightsProperties properties,
            JsonMapper json,
            Clock clock) {
        this.customers = customers;
        this.erasures = erasures;
        this.exports = exports;
        this.rejected = rejected;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /**
     * An erasure as the API shows one.
     *
     * @param customerId of the person who was erased
     * @param erasedAt what was true then or before is not taken in any more
     * @param confirmations one for each service that may hold something of customers
     * @param complete whether none holds anything any more
     */
    record ErasureView(
            String customerId,
            Instant erasedAt,
            String requestedBy,
            List<Confirmation> confirmations,
            boolean complete) {

        /** @param confirmedAt null while the service has not said that it holds nothing any more */
        record Confirmation(String service, @Nullable Instant confirmedAt) {}
    }

    private ErasureView view(Erasure erasure) {
        var services = new TreeSet<>(properties.services().keySet());
        return new ErasureView(
                erasure.customerId(),
                erasure.erasedAt(),
                erasure.requestedBy(),
                services.stream()
                        .map(service -> new ErasureView.Confirmation(service, erasure.confirmedBy(service)))
                        .toList(),
                erasure.isComplete(services));
    }

    /** Erases a person: here at once, in the other services as soon as they hear of it. Cannot be undone. */
    @DeleteMapping("/{id}")
    @ApiResponse(responseCode = "202", description = "Erased here; the other services are told")
    ResponseEntity<ErasureView> erase(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return ResponseEntity.accepted().body(view(erasures.erase(id, ifMatch, caller.name())));
    }

    /** Everyone who was erased, the latest first. */
    @GetMapping("/erasures")
    Page<ErasureView> erasures(ListQuery list) {
        return erasures.page(list).map(this::view);
    }

    /** How far the erasure of a person has got. */
    @GetMapping("/erasures/{customerId}")
    ErasureView erasure(@PathVariable String customerId) {
        return view(erasures.get(customerId));
    }

    /** Everything that any service holds about a person, as one document. */
    @GetMapping(path = "/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    ResponseEntity<StreamingResponseBody> held(@PathVariable String id, JwtAuthenticationToken caller) {
        HeldCustomer here = customers.held(id);
        Map<String, InputStream> elsewhere =
                exports.held(here.ids(), caller.getToken().getTokenValue());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("customer-%s.json".formatted(id))
                                .build()
                                .toString())
                .body(out -> write(here, elsewhere, out));
    }

    private void write(HeldCustomer here, Map<String, InputStream> elsewhere, OutputStream out) {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("exportedAt", clock.instant());
            generator.writePOJOProperty("customer", here);
            generator.writePOJOProperty("rejectedRecords", rejected.naming(here.names()));
            generator.writeObjectPropertyStart("services");
            for (Map.Entry<String, InputStream> service : elsewhere.entrySet()) {
                generator.writeName(service.getKey());
                try (JsonParser answer = json.createParser(service.getValue())) {
                    answer.nextToken();
                    generator.copyCurrentStructure(answer);
                }
            }
            generator.writeEndObject();
            generator.writeEndObject();
        }
    }
}
