package io.micms.insight.neighbours;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What customer-service knows of people. */
@Component
public class CustomerService {

    private final Neighbour service;

    CustomerService(Neighbours neighbours) {
        this.service = neighbours.customerService();
    }

    /** @param email null if there is none, or not said */
    public record Consent(@Nullable Boolean email, @Nullable Boolean sms) {}

    /** @param attributes texts, numbers and truth values by name */
    public record Customer(
            String id,
            @Nullable String externalId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            @Nullable String country,
            @Nullable LocalDate birthDate,
            @Nullable List<String> tags,
            @Nullable Map<String, Object> attributes,
            @Nullable Consent consent,
            Instant createdAt) {

        public Customer {
            tags = tags == null ? List.of() : List.copyOf(tags);
            attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        }

        /** What people call the customer. */
        public String name() {
            String name = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
            if (!name.isEmpty()) {
                return name;
            }
            return externalId == null ? "Customer " + id : externalId;
        }
    }

    public Customer customer(String id) {
        return service.call(
                http -> http.get().uri("/api/customers/{id}", id).retrieve().body(Customer.class));
    }

    /** One page of customers, as the service tells them to this caller. */
    public JsonNode search(String words, int atMost) {
        return service.call(http -> http.get()
                .uri("/api/customers?search={words}&limit={limit}", words, atMost)
                .retrieve()
                .body(JsonNode.class));
    }
}
