package io.micms.customer.customers;

import io.micms.platform.records.Change;
import io.micms.platform.records.LastWrite;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a customer, put together from records that may come in any order and more than once: each field keeps
 * the instant that set it, an older one never overwrites it, and a tie goes to the greater value.
 *
 * @param externalId the customer's id in the system that owns them
 * @param country the two-letter code of ISO 3166-1
 * @param birthDate a date in ISO-8601, without a zone
 * @param attributes texts, longs, doubles and booleans by name
 * @param setAt when each field was last set, by its name
 */
record Particulars(
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String country,
        @Nullable String birthDate,
        @Nullable String timeZone,
        List<String> tags,
        Map<String, Object> attributes,
        @Nullable Consent consent,
        Map<String, Instant> setAt) {

    @SuppressWarnings("NullableProblems") // The database leaves out what is empty.
    Particulars {
        tags = Objects.requireNonNullElse(tags, List.of());
        attributes = Objects.requireNonNullElse(attributes, Map.of());
        setAt = Objects.requireNonNullElse(setAt, Map.of());
    }

    /** Nothing but who it is that nothing is said of. */
    static Particulars of(@Nullable String externalId) {
        return new Particulars(
                externalId, null, null, null, null, null, null, null, null, List.of(), Map.of(), null, Map.of());
    }

    Particulars identifiedBy(String newExternalId) {
        return with(newExternalId, tags, setAt);
    }

    private Particulars with(@Nullable String newExternalId, List<String> newTags, Map<String, Instant> newSetAt) {
        return new Particulars(
                newExternalId,
                firstName,
                lastName,
                email,
                phone,
                city,
                country,
                birthDate,
                timeZone,
                newTags,
                attributes,
                consent,
                newSetAt);
    }

    /**
     * What is known once a record is heard.
     *
     * @param at when the record was true
     * @return this where nothing changes
     */
    Particulars told(CustomerRecord record, Instant at) {
        Map<String, Instant> instants = new HashMap<>(setAt);
        return decided(record, LastWrite.of(instants, at), instants);
    }

    /**
     * What is known once somebody who has seen the present state has changed it.
     *
     * @return this where nothing changes
     */
    Particulars edited(CustomerRecord changes, Instant now) {
        Map<String, Instant> instants = new HashMap<>(setAt);
        return decided(changes, LastWrite.edit(instants, now), instants);
    }

    /** The same with other tags, as {@link #edited} by somebody. */
    Particulars tagged(List<String> wanted, Instant now) {
        Particulars wish = with(externalId, wanted, setAt);
        return edited(wish.statement("tags"::equals), now);
    }

    private Particulars decided(CustomerRecord record, LastWrite write, Map<String, Instant> instants) {
        Particulars decided = new Particulars(
                externalId,
                write.decide("firstName", firstName, record.firstName()),
                write.decide("lastName", lastName, record.lastName()),
                write.decide("email", email, record.email()),
                write.decide("phone", phone, record.phone()),
                write.decide("city", city, record.city()),
                write.decide("country", country, record.country()),
                write.decide("birthDate", birthDate, record.birthDate()),
                write.decide("timeZone", timeZone, record.timeZone()),
                Objects.requireNonNull(write.decide("tags", tags, record.tags().clearedTo(List.of()))),
                Objects.requireNonNull(write.decide(
                        "attributes", attributes, record.attributes().clearedTo(Map.of()))),
                write.decide("consent", consent, record.consent()),
                instants);
        return write.changed() ? decided : this;
    }

    /** What both know: field by field, whatever was said later. */
    Particulars and(Particulars other) {
        Particulars both = this;
        for (Instant at : new HashSet<>(other.setAt.values())) {
            both = both.told(other.statement(field -> at.equals(other.setAt.get(field))), at);
        }
        return both;
    }

    /** The part of this that was said after those. */
    Particulars since(Particulars earlier) {
        Map<String, Instant> later = new HashMap<>(setAt);
        later.entrySet().removeIf(field -> field.getValue().equals(earlier.setAt.get(field.getKey())));
        return with(externalId, tags, later);
    }

    /** The latest instant at which anything of this was true; null where nothing was ever said. */
    @Nullable
    Instant updatedAt() {
        return setAt.values().stream().max(Instant::compareTo).orElse(null);
    }

    /** Some of the fields, as a record would say them. */
    private CustomerRecord statement(Predicate<String> named) {
        return new CustomerRecord(
                externalId,
                said("firstName", firstName, named),
                said("lastName", lastName, named),
                said("email", email, named),
                said("phone", phone, named),
                said("city", city, named),
                said("country", country, named),
                said("birthDate", birthDate, named),
                said("timeZone", timeZone, named),
                said("tags", tags, named),
                said("attributes", attributes, named),
                said("consent", consent, named),
                null);
    }

    private static <T> Change<T> said(String field, @Nullable T value, Predicate<String> named) {
        return named.test(field) ? Change.to(value) : Change.none();
    }
}
