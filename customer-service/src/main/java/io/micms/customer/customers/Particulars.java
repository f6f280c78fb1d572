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
 * @param consent as records say; see {@link #shownConsent()}
 * @param emailAnswer whether the customer wants e-mails, as they last answered to one themselves; null where they did not
 * @param smsAnswer the same of SMS
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
        @Nullable Boolean emailAnswer,
        @Nullable Boolean smsAnswer,
        Map<String, Instant> setAt) {

    private static final String CONSENT = "consent";
    private static final String EMAIL_ANSWER = "emailAnswer";
    private static final String SMS_ANSWER = "smsAnswer";

    @SuppressWarnings("NullableProblems") // The database leaves out what is empty.
    Particulars {
        tags = Objects.requireNonNullElse(tags, List.of());
        attributes = Objects.requireNonNullElse(attributes, Map.of());
        setAt = Objects.requireNonNullElse(setAt, Map.of());
    }

    /** Nothing but who it is that nothing is said of. */
    static Particulars of(@Nullable String externalId) {
        return new Particulars(
                externalId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                Map.of());
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
                emailAnswer,
                smsAnswer,
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
        // Whoever changes the consent has seen what the customer answered, too.
        Particulars seen = changes.consent().named() ? withConsent(shownConsent()) : this;
        Map<String, Instant> instants = new HashMap<>(setAt);
        Particulars decided = seen.decided(changes, LastWrite.edit(instants, laterThanAnswers(changes, now)), instants);
        if (decided == seen) {
            return this;
        }
        boolean sameConsent = Objects.equals(decided.setAt.get(CONSENT), setAt.get(CONSENT));
        return sameConsent ? decided.withConsent(consent) : decided;
    }

    private Instant laterThanAnswers(CustomerRecord changes, Instant now) {
        if (!changes.consent().named()) {
            return now;
        }
        Instant latest = now;
        for (String answer : List.of(EMAIL_ANSWER, SMS_ANSWER)) {
            Instant at = setAt.get(answer);
            latest = at == null || at.isBefore(latest) ? latest : at.plusMillis(1);
        }
        return latest;
    }

    private Particulars withConsent(@Nullable Consent newConsent) {
        return new Particulars(
                externalId,
                firstName,
                lastName,
                email,
                phone,
                city,
                country,
                birthDate,
                timeZone,
                tags,
                attributes,
                newConsent,
                emailAnswer,
                smsAnswer,
                setAt);
    }

    /**
     * What is known once the customer has answered to a message: that they want no more of its kind, or do after all.
     *
     * @return this where nothing changes
     */
    Particulars answered(Answer answer) {
        Map<String, Instant> instants = new HashMap<>(setAt);
        LastWrite write = LastWrite.of(instants, answer.at());
        Change<Boolean> wanted = Change.to(answer.wanted());
        boolean email = answer.channel() == Answer.Channel.EMAIL;
        Particulars decided = new Particulars(
                externalId,
                firstName,
                lastName,
                this.email,
                phone,
                city,
                country,
                birthDate,
                timeZone,
                tags,
                attributes,
                consent,
                email ? write.decide(EMAIL_ANSWER, emailAnswer, wanted) : emailAnswer,
                email ? smsAnswer : write.decide(SMS_ANSWER, smsAnswer, wanted),
                instants);
        return write.changed() ? decided : this;
    }

    /**
     * What the customer agreed to receive: of each channel what was said last, by a record or by the customer in answer to a
     * message. A record says both channels at once and an answer one, so each keeps an instant of its own, and the order in
     * which they are heard does not matter.
     */
    @Nullable
    Consent shownConsent() {
        Boolean email = said(EMAIL_ANSWER, emailAnswer, consent == null ? null : consent.email());
        Boolean sms = said(SMS_ANSWER, smsAnswer, consent == null ? null : consent.sms());
        return consent == null && email == null && sms == null ? null : new Consent(email, sms);
    }

    private @Nullable Boolean said(String answer, @Nullable Boolean answered, @Nullable Boolean recorded) {
        Instant answeredAt = setAt.get(answer);
        Instant recordedAt = setAt.get(CONSENT);
        boolean answerIsLater = answeredAt != null && (recordedAt == null || !answeredAt.isBefore(recordedAt));
        return answerIsLater ? answered : recorded;
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
                write.decide(CONSENT, consent, record.consent()),
                emailAnswer,
                smsAnswer,
                instants);
        return write.changed() ? decided : this;
    }

    /** What both know: field by field, whatever was said later. */
    Particulars and(Particulars other) {
        Particulars both = this;
        for (Instant at : new HashSet<>(other.setAt.values())) {
            both = both.told(other.statement(field -> at.equals(other.setAt.get(field))), at);
        }
        both = both.answeredAs(Answer.Channel.EMAIL, other.emailAnswer, other.setAt.get(EMAIL_ANSWER));
        return both.answeredAs(Answer.Channel.SMS, other.smsAnswer, other.setAt.get(SMS_ANSWER));
    }

    private Particulars answeredAs(Answer.Channel channel, @Nullable Boolean wanted, @Nullable Instant at) {
        return wanted == null || at == null ? this : answered(new Answer(channel, wanted, at));
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
                said(CONSENT, consent, named),
                null);
    }

    private static <T> Change<T> said(String field, @Nullable T value, Predicate<String> named) {
        return named.test(field) ? Change.to(value) : Change.none();
    }
}
