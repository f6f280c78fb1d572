package io.micms.customer.customers;

import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.Change;
import io.micms.platform.records.JsonRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What some system says about a customer at some instant: an update of what it names.
 *
 * @param externalId the customer's id in the system that owns them; null if the record has none
 * @param updatedAt when the record was true; null if it does not say
 */
public record CustomerRecord(
        @Nullable String externalId,
        Change<String> firstName,
        Change<String> lastName,
        Change<String> email,
        Change<String> phone,
        Change<String> city,
        Change<String> country,
        Change<String> birthDate,
        Change<String> timeZone,
        Change<List<String>> tags,
        Change<Map<String, Object>> attributes,
        Change<Consent> consent,
        @Nullable Instant updatedAt) {

    /**
     * Reads a record that stands for itself, so it must say who it is about.
     *
     * @throws InvalidRecord with every fault of it
     */
    public static CustomerRecord read(JsonNode body) {
        return read(body, true);
    }

    /**
     * Reads changes to a customer who is known from elsewhere.
     *
     * @throws InvalidRecord with every fault of them
     */
    public static CustomerRecord readChanges(JsonNode body) {
        return read(body, false);
    }

    private static CustomerRecord read(JsonNode body, boolean identified) {
        JsonRecord json = new JsonRecord(body);
        Change<String> externalId = identified
                ? json.change("externalId", CustomerValues.EXTERNAL_ID)
                : json.change("externalId", CustomerValues.EXTERNAL_ID, "A customer keeps their external id.");
        CustomerRecord record = new CustomerRecord(
                externalId.value(),
                json.change("firstName", CustomerValues.NAME),
                json.change("lastName", CustomerValues.NAME),
                json.change("email", CustomerValues::email),
                json.change("phone", CustomerValues::phone),
                json.change("city", CustomerValues.NAME),
                json.change("country", CustomerValues::country),
                json.change("birthDate", CustomerValues::birthDate),
                json.change("timeZone", CustomerValues::timeZone),
                json.change("tags", CustomerValues.TAGS),
                json.change("attributes", CustomerValues::attributes),
                json.change("consent", CustomerValues::consent),
                json.change("updatedAt", CustomerValues.INSTANT).value());
        if (identified && !json.names("externalId") && !json.names("email")) {
            json.place("externalId").fault("Either externalId or email is required.");
        }
        json.complete();
        if (identified && record.externalId == null && record.email.value() == null) {
            throw new InvalidRecord("/externalId", "Either externalId or email is required.");
        }
        return record;
    }

    /** The same, with everything that it does not name cleared: what replacing a customer means. */
    public CustomerRecord replacing() {
        return new CustomerRecord(
                externalId,
                firstName.orCleared(),
                lastName.orCleared(),
                email.orCleared(),
                phone.orCleared(),
                city.orCleared(),
                country.orCleared(),
                birthDate.orCleared(),
                timeZone.orCleared(),
                tags.orCleared(),
                attributes.orCleared(),
                consent.orCleared(),
                updatedAt);
    }

    /** The instant at which the record was true: its own, else that of the envelope it came in. */
    public Instant at(Instant envelope) {
        return updatedAt != null ? updatedAt : envelope;
    }
}
