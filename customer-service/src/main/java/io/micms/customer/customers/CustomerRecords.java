package io.micms.customer.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.micms.platform.problem.InvalidRecord;
import io.micms.platform.records.Change;
import io.micms.platform.records.JsonRecord;
import io.micms.platform.records.Place;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads records of customers, strictly; a phone number without a country code is one of the platform's region. */
@Component
public class CustomerRecords {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final String region;

    CustomerRecords(PlatformProperties platform) {
        this.region = platform.defaultRegion();
    }

    /**
     * Reads a record that stands for itself, so it must say who it is about.
     *
     * @throws InvalidRecord with every fault of it
     */
    public CustomerRecord read(JsonNode body) {
        return read(body, true);
    }

    /**
     * Reads changes to a customer who is known from elsewhere.
     *
     * @throws InvalidRecord with every fault of them
     */
    public CustomerRecord readChanges(JsonNode body) {
        return read(body, false);
    }

    /**
     * Whose tags are to change, and how.
     *
     * @param customerIds 1 to 1,000 different ones
     */
    public record Tagging(List<String> customerIds, TagChange change) {}

    /** @throws InvalidRecord with every fault of it */
    public Tagging readTagging(JsonNode body) {
        JsonRecord json = new JsonRecord(body);
        List<String> ids = json.change("customerIds", CustomerValues.IDS)
                .clearedTo(List.of())
                .value();
        List<String> add =
                json.change("add", CustomerValues.TAGS).clearedTo(List.of()).value();
        List<String> remove =
                json.change("remove", CustomerValues.TAGS).clearedTo(List.of()).value();
        if (!json.names("customerIds") || ids != null && ids.isEmpty()) {
            json.place("customerIds").fault("Whose tags are to change, must be said.");
        }
        if ((add == null || add.isEmpty()) && (remove == null || remove.isEmpty())) {
            json.place("add").fault("At least one tag to add or to remove is expected.");
        }
        if (add != null && remove != null && !Collections.disjoint(add, remove)) {
            json.place("remove").fault("No tag can be added and removed at once.");
        }
        json.complete();
        return new Tagging(
                Objects.requireNonNull(ids),
                new TagChange(
                        Objects.requireNonNullElse(add, List.of()), Objects.requireNonNullElse(remove, List.of())));
    }

    private CustomerRecord read(JsonNode body, boolean identified) {
        JsonRecord json = new JsonRecord(body);
        Change<String> externalId = identified
                ? json.change("externalId", CustomerValues.EXTERNAL_ID)
                : json.change("externalId", CustomerValues.EXTERNAL_ID, "A customer keeps their external id.");
        CustomerRecord record = new CustomerRecord(
                externalId.value(),
                json.change("firstName", CustomerValues.NAME),
                json.change("lastName", CustomerValues.NAME),
                json.change("email", CustomerValues::email),
                json.change("phone", this::phone),
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
        if (identified && record.externalId() == null && record.email().value() == null) {
            throw new InvalidRecord("/externalId", "Either externalId or email is required.");
        }
        return record;
    }

    /**
     * A phone number in E.164. It has a length that its country knows; whether its range is in use today is for the
     * provider to say, since new ranges come up all the time.
     */
    private @Nullable String phone(JsonNode value, Place place) {
        String text = CustomerValues.PHONE_LINE.read(value, place);
        if (text == null) {
            return null;
        }
        try {
            PhoneNumber number = PHONES.parse(text, region);
            // Letters would be taken for the digits they share a key with, or for an extension, which no SMS can reach.
            if (text.codePoints().noneMatch(Character::isLetter) && PHONES.isPossibleNumber(number)) {
                return PHONES.format(number, PhoneNumberFormat.E164);
            }
        } catch (NumberParseException e) {
            // Reported below.
        }
        return place.fault(
                "This is not a phone number of %s, nor one with a + and its country code, like +919812345678."
                        .formatted(region));
    }
}
