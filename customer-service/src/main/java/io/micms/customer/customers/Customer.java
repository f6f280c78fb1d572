package io.micms.customer.customers;

import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.PublishedDocument;
import io.micms.platform.records.Change;
import io.micms.platform.records.LastWrite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person the business sells to, put together from records that may come in any order and more than once: each
 * top-level field keeps the instant that set it, an older one never overwrites it, and a tie goes to the greater value.
 */
@Document("customers")
@CompoundIndex(name = "newest", def = "{createdAt: -1, _id: -1}")
@CompoundIndex(name = "name", def = "{nameKey: 1, _id: 1}")
@CompoundIndex(name = "city", def = "{cityKey: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "country", def = "{country: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "tag", def = "{tags: 1, createdAt: -1, _id: -1}")
public final class Customer extends PublishedDocument {

    /** The external id or, while there is none, the e-mail. Its index keeps two writers from making one customer twice. */
    @Indexed(name = "identity", unique = true, sparse = true)
    private String identity = "";

    private @Nullable String externalId;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String city;
    private @Nullable String country;
    private @Nullable String birthDate;
    private @Nullable String timeZone;
    private List<String> tags = List.of();
    private Map<String, Object> attributes = Map.of();
    private @Nullable Consent consent;
    private final Instant createdAt;

    /** When each field was last set, by its name. */
    private final Map<String, Instant> setAt;

    @Indexed(name = "email", sparse = true)
    private @Nullable String emailKey;

    private @Nullable String cityKey;

    /** Last name, then first: what the list of customers is sorted by. */
    private String nameKey = "";

    /** The beginnings by which anybody may find the customer. */
    @Indexed(name = "search")
    private List<String> searchKeys = List.of();

    /** The beginnings by which only those who may see contact details find the customer. */
    @Indexed(name = "contactSearch")
    private List<String> contactKeys = List.of();

    @PersistenceCreator
    private Customer(String id, Instant createdAt, @Nullable Map<String, Instant> setAt) {
        super(id);
        this.createdAt = createdAt;
        this.setAt = setAt == null ? new HashMap<>() : new HashMap<>(setAt);
    }

    /**
     * A customer nobody had heard of.
     *
     * @param at when the record was true
     * @param now when it arrived here
     */
    public static Customer from(String id, CustomerRecord record, Instant at, Instant now) {
        Customer customer = new Customer(id, now.truncatedTo(ChronoUnit.MILLIS), null);
        customer.apply(record, at);
        return customer;
    }

    /**
     * Takes from a record about this customer whatever is newer than what is known.
     *
     * @param at when the record was true
     * @return whether anything changed that must be written
     */
    public boolean apply(CustomerRecord record, Instant at) {
        boolean adopted = adopt(record.externalId());
        return take(record, LastWrite.of(setAt, at)) || adopted;
    }

    /**
     * Changes what a person, who has seen the present state, wants changed.
     *
     * @return whether anything changed that must be written
     * @throws InvalidInput if nothing would be left to know the customer by, or another external id is given
     */
    public boolean edit(CustomerRecord changes, Instant now) {
        if (changes.externalId() != null && externalId != null && !externalId.equals(changes.externalId())) {
            throw new InvalidInput(
                    "/externalId", "A customer keeps their external id, which is %s.".formatted(externalId));
        }
        boolean clearsEmail = changes.email().named() && changes.email().value() == null;
        if (clearsEmail && externalId == null && changes.externalId() == null) {
            throw new InvalidInput("/email", "Either externalId or email is required.");
        }
        boolean adopted = adopt(changes.externalId());
        return take(changes, LastWrite.edit(setAt, now)) || adopted;
    }

    /**
     * Takes tags away and puts others on, as a person wants it of many customers at once.
     *
     * @return whether anything changed that must be written
     * @throws InvalidInput if the customer would have too many
     */
    public boolean tag(TagChange change, Instant now) {
        LastWrite write = LastWrite.edit(setAt, now);
        tags = Objects.requireNonNull(write.decide("tags", tags, Change.to(change.of(tags))));
        return write.changed();
    }

    private boolean adopt(@Nullable String recordsExternalId) {
        if (recordsExternalId == null || recordsExternalId.equals(externalId)) {
            return false;
        }
        if (externalId != null) {
            throw new IllegalArgumentException(
                    "A record of another customer: %s is not %s".formatted(recordsExternalId, externalId));
        }
        externalId = recordsExternalId;
        return true;
    }

    private boolean take(CustomerRecord record, LastWrite write) {
        firstName = write.decide("firstName", firstName, record.firstName());
        lastName = write.decide("lastName", lastName, record.lastName());
        email = write.decide("email", email, record.email());
        phone = write.decide("phone", phone, record.phone());
        city = write.decide("city", city, record.city());
        country = write.decide("country", country, record.country());
        birthDate = write.decide("birthDate", birthDate, record.birthDate());
        timeZone = write.decide("timeZone", timeZone, record.timeZone());
        tags = Objects.requireNonNull(write.decide("tags", tags, record.tags().clearedTo(List.of())));
        attributes = Objects.requireNonNull(
                write.decide("attributes", attributes, record.attributes().clearedTo(Map.of())));
        consent = write.decide("consent", consent, record.consent());
        index();
        return write.changed();
    }

    private void index() {
        emailKey = email == null ? null : emailKey(email);
        identity =
                externalId != null ? identityOfExternalId(externalId) : identityOfEmail(Objects.requireNonNull(email));
        cityKey = city == null ? null : SearchText.fold(city);
        nameKey = (SearchText.fold(Objects.requireNonNullElse(lastName, "")) + " "
                        + SearchText.fold(Objects.requireNonNullElse(firstName, "")))
                .strip();
        searchKeys = SearchText.names(firstName, lastName, externalId);
        contactKeys = SearchText.contacts(email, phone);
    }

    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    static String identityOfExternalId(String externalId) {
        return "x:" + externalId;
    }

    static String identityOfEmail(String email) {
        return "e:" + emailKey(email);
    }

    public @Nullable String externalId() {
        return externalId;
    }

    public @Nullable String firstName() {
        return firstName;
    }

    public @Nullable String lastName() {
        return lastName;
    }

    public @Nullable String email() {
        return email;
    }

    public @Nullable String phone() {
        return phone;
    }

    public @Nullable String city() {
        return city;
    }

    /** The two-letter code of ISO 3166-1. */
    public @Nullable String country() {
        return country;
    }

    /** A date in ISO-8601, without a zone. */
    public @Nullable String birthDate() {
        return birthDate;
    }

    public @Nullable String timeZone() {
        return timeZone;
    }

    public List<String> tags() {
        return tags;
    }

    /** Texts, longs, doubles and booleans by name. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    public @Nullable Consent consent() {
        return consent;
    }

    /** When the platform first heard of the customer. */
    public Instant createdAt() {
        return createdAt;
    }

    /** The latest instant at which anything known of the customer was true. */
    public Instant updatedAt() {
        return setAt.values().stream().max(Instant::compareTo).orElseGet(this::createdAt);
    }
}
