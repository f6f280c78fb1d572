package io.micms.customer.customers;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.mapping.Field;
import org.springframework.data.mongodb.core.mapping.Unwrapped;

/**
 * A person the business sells to, put together from records that may come in any order and more than once.
 *
 * <p>Two customers who turn out to be one person are merged: the one goes into the other and leaves a stub that names
 * it. What was said of each stays apart in the survivor, so that a record about either still finds its place and the
 * merge can be undone; the two are shown as one. Merging and undoing write two documents, one after the other, each of
 * which says on its own what has yet to be done; {@link Merges} does it. An erased customer is a stub for ever.
 */
@Document("customers")
@CompoundIndex(name = "newest", def = "{createdAt: -1, _id: -1}")
@CompoundIndex(name = "name", def = "{nameKey: 1, _id: 1}")
@CompoundIndex(name = "city", def = "{cityKey: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "country", def = "{country: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "tag", def = "{tags: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "parts", def = "{'parts._id': 1}", sparse = true)
@CompoundIndex(name = "erased", def = "{'erased.identities': 1}", sparse = true)
public final class Customer extends PublishedDocument {

    /** A person has a handful of accounts; who has more is a placeholder. */
    private static final int MOST_PARTS = 50;

    /**
     * The external id or, while there is none, the e-mail. Its index keeps two writers from making one customer twice. A
     * merged customer keeps it; an erased one has none.
     */
    @Indexed(name = "identity", unique = true, sparse = true)
    private @Nullable String identity;

    /** What is shown and told: everything that was said of the customer and of those who are one with them. */
    @Unwrapped(onEmpty = Unwrapped.OnEmpty.USE_EMPTY)
    private Particulars particulars;

    /** What was said of this customer alone; absent as long as nobody is one with them. */
    private @Nullable Particulars own;

    private @Nullable List<Part> parts;
    /** Since when they are known to have been a customer: the earliest that any record about them was true. */
    private Instant createdAt;

    private @Nullable Merged merged;
    private @Nullable Erased erased;

    /** Whether there is more to be written than this document before a merge, or its undoing, is complete. */
    @Indexed(name = "unsettled", sparse = true)
    private @Nullable Boolean unsettled;

    /** Whether others have yet to be looked for who might be the same person. */
    @Indexed(name = "uncompared", sparse = true)
    private @Nullable Boolean uncompared;

    /** Every e-mail that finds the customer. */
    @Field("emailKey")
    @Indexed(name = "email", sparse = true)
    private @Nullable List<String> emailKeys;

    @Indexed(name = "phone", sparse = true)
    private @Nullable String phoneKey;

    /** The e-mails that were said of the customer and are not shown, as they are compared. */
    private @Nullable List<String> formerEmails;

    private @Nullable String cityKey;

    /** Last name, then first: what the list of customers is sorted by. */
    private String nameKey = "";

    /** The beginnings by which anybody may find the customer. */
    @Indexed(name = "search")
    private List<String> searchKeys = List.of();

    /** The beginnings by which only those who may see contact details find the customer. */
    @Indexed(name = "contactSearch")
    private List<String> contactKeys = List.of();

    /**
     * What a customer is once they are part of another.
     *
     * @param into the other, who may have been merged into somebody else since
     */
    public record Merged(String into, Instant at, String by) {}

    /**
     * What is left of an erased customer.
     *
     * @param at older records about them are refused
     * @param identities keyed hashes of what they went by
     */
    public record Erased(Instant at, Set<String> identities) {}

    @PersistenceCreator
    private Customer(String id, Instant createdAt, Particulars particulars) {
        super(id);
        this.createdAt = createdAt;
        this.particulars = particulars;
    }

    /**
     * A customer nobody had heard of.
     *
     * @param at when the record was true
     * @param now when it arrived here
     */
    public static Customer from(String id, CustomerRecord record, Instant at, Instant now) {
        Customer customer = new Customer(id, now.truncatedTo(ChronoUnit.MILLIS), Particulars.of(record.externalId()));
        customer.wasThereAt(at);
        customer.know(customer.particulars.told(record, at));
        return customer;
    }

    /**
     * Takes from a record about this customer, or about one who is part of them, whatever is newer than what is known.
     *
     * @param at when the record was true
     * @return whether anything changed that must be written
     */
    public boolean apply(CustomerRecord record, Instant at) {
        Part part = partMeantBy(record).orElse(null);
        Particulars before = part == null ? alone() : part.particulars();
        Particulars after = adopting(before, record.externalId()).told(record, at);
        List<String> emails = emailKeys();
        if (after != before) {
            if (part == null) {
                knowAlone(after);
            } else {
                replacePart(part.with(after));
            }
        }
        boolean remembered = rememberEmails(emails, record.email().value());
        boolean earlier = part == null && wasThereAt(at);
        return after != before || remembered || earlier;
    }

    /**
     * Whoever a record was true of at some instant was there by then, however late it comes and even if all it says is known better.
     *
     * @return whether they had been thought to be newer
     */
    private boolean wasThereAt(Instant at) {
        Instant said = at.truncatedTo(ChronoUnit.MILLIS);
        if (!said.isBefore(createdAt)) {
            return false;
        }
        createdAt = said;
        return true;
    }

    /**
     * Keeps every e-mail that was ever said, whether or not it was ever shown: an erased person is refused by all.
     *
     * @return whether that changed anything
     */
    private boolean rememberEmails(List<String> before, @Nullable String said) {
        Set<String> former = new TreeSet<>(formerEmails());
        former.addAll(before);
        if (said != null) {
            former.add(emailKey(said));
        }
        former.removeAll(emailKeys());
        if (former.equals(Set.copyOf(formerEmails()))) {
            return false;
        }
        formerEmails = former.isEmpty() ? null : List.copyOf(former);
        return true;
    }

    /**
     * Takes in what was answered to a message.
     *
     * @param customerId whom the message was to: this customer, or one who is part of them
     * @return whether anything changed that must be written
     */
    boolean answered(String customerId, Answer answer) {
        if (erased != null) {
            return false;
        }
        if (customerId.equals(id())) {
            Particulars after = alone().answered(answer);
            boolean changed = after != alone();
            if (changed) {
                if (own == null) {
                    know(after);
                } else {
                    knowAlone(after);
                }
            }
            return changed;
        }
        Optional<Part> part =
                parts().stream().filter(one -> one.id().equals(customerId)).findFirst();
        Optional<Particulars> after = part.map(one -> one.particulars().answered(answer))
                .filter(changed -> changed != part.get().particulars());
        after.ifPresent(changed -> replacePart(part.get().with(changed)));
        return after.isPresent();
    }

    /** Whether a record with an external id that nobody has, and this e-mail, is about this customer. */
    boolean adopts(@Nullable String email) {
        return externalIds().isEmpty() && sameEmail(alone().email(), email);
    }

    private Optional<Part> partMeantBy(CustomerRecord record) {
        String email = record.email().value();
        return present().stream()
                .filter(part -> record.externalId() != null
                        ? record.externalId().equals(part.particulars().externalId())
                        : !sameEmail(alone().email(), email)
                                && sameEmail(part.particulars().email(), email))
                .findFirst();
    }

    private static boolean sameEmail(@Nullable String one, @Nullable String other) {
        return one != null && other != null && emailKey(one).equals(emailKey(other));
    }

    private static Particulars adopting(Particulars known, @Nullable String externalId) {
        if (externalId == null || externalId.equals(known.externalId())) {
            return known;
        }
        if (known.externalId() != null) {
            throw new IllegalArgumentException(
                    "A record of another customer: %s is not %s".formatted(externalId, known.externalId()));
        }
        return known.identifiedBy(externalId);
    }

    /**
     * Changes what a person, who has seen the present state, wants changed.
     *
     * @return whether anything changed that must be written
     * @throws InvalidInput if nothing would be left to know the customer by, or another external id is given
     */
    public boolean edit(CustomerRecord changes, Instant now) {
        String externalId = externalId();
        if (changes.externalId() != null && externalId != null && !externalId.equals(changes.externalId())) {
            throw new InvalidInput(
                    "/externalId", "A customer keeps their external id, which is %s.".formatted(externalId));
        }
        boolean clearsEmail = changes.email().named() && changes.email().value() == null;
        if (clearsEmail && externalId == null && changes.externalId() == null) {
            throw new InvalidInput("/email", "Either externalId or email is required.");
        }
        return change(adopting(particulars, changes.externalId()), shown -> shown.edited(changes, now));
    }

    /**
     * Takes tags away and puts others on, as a person wants it of many customers at once.
     *
     * @return whether anything changed that must be written
     * @throws InvalidInput if the customer would have too many
     */
    public boolean tag(TagChange change, Instant now) {
        List<String> wanted = change.of(tags());
        return change(particulars, shown -> shown.tagged(wanted, now));
    }

    private boolean change(Particulars shown, UnaryOperator<Particulars> edit) {
        Particulars edited = edit.apply(shown);
        if (edited == particulars) {
            return false;
        }
        List<String> emails = emailKeys();
        if (own == null) {
            know(edited);
        } else {
            knowAlone(adopting(own, shown.externalId()).and(edited.since(shown)));
        }
        rememberEmails(emails, null);
        return true;
    }

    /** Goes into another customer, who is one with this one. Nothing is lost until {@link #handedOver}. */
    void mergeInto(String other, Instant now, String by) {
        merged = new Merged(other, now.truncatedTo(ChronoUnit.MILLIS), by);
        unsettled = true;
        index();
    }

    /** @throws Conflict if too many customers are one already */
    void requireRoomFor(Customer other) {
        if (parts().size() + other.parts().size() >= MOST_PARTS) {
            throw new Conflict("At most %d customers can be merged into one.".formatted(MOST_PARTS));
        }
    }

    /** Takes in a customer who was merged into this one, with all who had been merged into that one. */
    void absorb(Customer other) {
        Merged how = Objects.requireNonNull(other.merged);
        List<Part> all = new ArrayList<>(parts());
        all.add(new Part(other.id(), how.into(), other.alone(), how.at(), how.by(), false));
        all.addAll(other.parts());
        regroup(alone(), all);
        rememberEmails(other.formerEmails(), null);
    }

    /** What was said of this customer now stands in another: only the stub remains. */
    void handedOver() {
        particulars = Particulars.of(externalId());
        own = null;
        parts = null;
        unsettled = null;
        formerEmails = null;
        if (externalId() == null) {
            // The survivor is found by the e-mail from now on, and may be known by nothing else.
            identity = null;
        }
        index();
    }

    /** Forgets a part, who was erased. */
    void drop(String partId) {
        regroup(
                alone(),
                parts().stream().filter(part -> !part.id().equals(partId)).toList());
    }

    /** Is nobody's part after all, and takes back what was said of them, with those who were merged into them. */
    void comeBack(Part self, Collection<Part> others) {
        merged = null;
        unsettled = null;
        regroup(self.particulars(), others.stream().map(Part::settled).toList());
    }

    /** Is nobody's part after all, before anything was handed over. */
    void stay() {
        merged = null;
        unsettled = null;
        index();
    }

    /**
     * Begins to undo a merge: whoever was merged no longer counts here.
     *
     * @return whether there is anything to undo
     * @throws NotFound if that customer was not merged into this one
     * @throws Conflict if it is too long ago
     */
    boolean release(String mergedId, Instant now) {
        Part part = parts().stream()
                .filter(one -> one.id().equals(mergedId))
                .findFirst()
                .orElseThrow(() -> new NotFound("customer %s merged into %s".formatted(mergedId, id())));
        if (part.leaving()) {
            return false;
        }
        if (now.isAfter(part.undoableUntil())) {
            throw new Conflict(
                    "A merge can be undone for 30 days; this one could be until %s.".formatted(part.undoableUntil()));
        }
        Set<String> leaving = withThoseMergedInto(mergedId);
        unsettled = true;
        regroup(
                alone(),
                parts().stream()
                        .map(one -> leaving.contains(one.id()) ? one.onTheWayOut() : one)
                        .toList());
        return true;
    }

    /** Of those on their way out, the ones who come back as customers, not as parts of another. */
    List<Part> leaving() {
        Set<String> out = new HashSet<>();
        parts().stream().filter(Part::leaving).forEach(part -> out.add(part.id()));
        return parts().stream()
                .filter(part -> part.leaving() && !out.contains(part.into()))
                .toList();
    }

    /** Those on their way out who were merged into one of them. */
    List<Part> leavingWith(Part head) {
        Set<String> group = withThoseMergedInto(head.id());
        group.remove(head.id());
        return parts().stream().filter(part -> group.contains(part.id())).toList();
    }

    /** Whoever was on the way out is a customer again elsewhere. */
    void forgetLeft() {
        unsettled = null;
        regroup(alone(), present());
    }

    private Set<String> withThoseMergedInto(String id) {
        Set<String> ids = new LinkedHashSet<>(Set.of(id));
        boolean more = true;
        while (more) {
            more = parts().stream()
                    .filter(part -> ids.contains(part.into()))
                    .map(part -> ids.add(part.id()))
                    .reduce(false, Boolean::logicalOr);
        }
        return ids;
    }

    /** Forgets everything. What comes later from before this is refused by the hashes. */
    void erase(Instant at, Set<String> identities) {
        particulars = Particulars.of(null);
        own = null;
        parts = null;
        merged = null;
        unsettled = null;
        formerEmails = null;
        identity = null;
        erased = new Erased(at, identities);
        index();
    }

    Particulars particulars() {
        return particulars;
    }

    /** What was said of this customer alone. */
    private Particulars alone() {
        return own == null ? particulars : own;
    }

    private void know(Particulars said) {
        particulars = said;
        index();
    }

    private void knowAlone(Particulars said) {
        regroup(said, parts());
    }

    private void replacePart(Part changed) {
        regroup(
                alone(),
                parts().stream()
                        .map(part -> part.id().equals(changed.id()) ? changed : part)
                        .toList());
    }

    private void regroup(Particulars alone, List<Part> all) {
        parts = all.isEmpty() ? null : List.copyOf(all);
        own = all.isEmpty() ? null : alone;
        know(present().stream().map(Part::particulars).reduce(alone, Particulars::and));
    }

    private void index() {
        List<String> emails = emailKeys();
        String phone = phoneKey;
        if (isActive()) {
            beFound();
        } else {
            beHidden();
        }
        if (!emails.equals(emailKeys()) || !Objects.equals(phone, phoneKey)) {
            uncompared = true;
        }
    }

    private void beFound() {
        identity = identity(alone());
        List<String> found = distinct(Particulars::email, Customer::emailKey);
        emailKeys = found.isEmpty() ? null : found;
        phoneKey = particulars.phone();
        cityKey = particulars.city() == null ? null : SearchText.fold(particulars.city());
        nameKey = (SearchText.fold(Objects.requireNonNullElse(particulars.lastName(), "")) + " "
                        + SearchText.fold(Objects.requireNonNullElse(particulars.firstName(), "")))
                .strip();
        searchKeys = SearchText.names(
                particulars.firstName(),
                particulars.lastName(),
                distinct(Particulars::externalId, Function.identity()));
        contactKeys = SearchText.contacts(
                distinct(Particulars::email, Function.identity()), distinct(Particulars::phone, Function.identity()));
    }

    private void beHidden() {
        emailKeys = null;
        phoneKey = null;
        cityKey = null;
        nameKey = "";
        searchKeys = List.of();
        contactKeys = List.of();
    }

    /** A field of everybody who is this customer, sorted. */
    private List<String> distinct(Function<Particulars, @Nullable String> field, Function<String, String> key) {
        return everybody()
                .map(field)
                .filter(Objects::nonNull)
                .map(key)
                .distinct()
                .sorted()
                .toList();
    }

    /** What was said of each who is this customer. */
    private Stream<Particulars> everybody() {
        return Stream.concat(Stream.of(alone()), present().stream().map(Part::particulars));
    }

    private static String identity(Particulars said) {
        return said.externalId() != null
                ? identityOfExternalId(said.externalId())
                : identityOfEmail(Objects.requireNonNull(said.email()));
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

    /** Everything that a record might go by, or might have gone by once, to mean this customer: external ids and e-mails. */
    Set<String> identities() {
        Set<String> identities = new TreeSet<>();
        everybody().forEach(said -> {
            if (said.externalId() != null) {
                identities.add(identityOfExternalId(said.externalId()));
            }
            if (said.email() != null) {
                identities.add(identityOfEmail(said.email()));
            }
        });
        formerEmails().forEach(email -> identities.add(identityOfEmail(email)));
        return identities;
    }

    /** The e-mails that were said of the customer and are not shown, as they are compared. */
    List<String> formerEmails() {
        return formerEmails == null ? List.of() : formerEmails;
    }

    /** Whether this is a customer of their own, neither part of another nor erased. */
    public boolean isActive() {
        return merged == null && erased == null;
    }

    boolean isUnsettled() {
        return unsettled != null;
    }

    /** Whom this one was merged into; null for whoever is nobody's part. */
    public @Nullable Merged merged() {
        return merged;
    }

    /** Null for whoever was not erased. */
    public @Nullable Erased erased() {
        return erased;
    }

    List<Part> parts() {
        return parts == null ? List.of() : parts;
    }

    /** Everyone who is one with this customer. */
    public List<Part> present() {
        return parts().stream().filter(part -> !part.leaving()).toList();
    }

    /** The external ids of everyone who is this customer. */
    List<String> externalIds() {
        return distinct(Particulars::externalId, Function.identity());
    }

    /** The e-mails of everyone who is this customer, as they are compared. */
    List<String> emailKeys() {
        return emailKeys == null ? List.of() : emailKeys;
    }

    /** As it is compared; null while there is none. */
    @Nullable
    String phoneKey() {
        return phoneKey;
    }

    public @Nullable String externalId() {
        return particulars.externalId();
    }

    public @Nullable String firstName() {
        return particulars.firstName();
    }

    public @Nullable String lastName() {
        return particulars.lastName();
    }

    public @Nullable String email() {
        return particulars.email();
    }

    public @Nullable String phone() {
        return particulars.phone();
    }

    public @Nullable String city() {
        return particulars.city();
    }

    /** The two-letter code of ISO 3166-1. */
    public @Nullable String country() {
        return particulars.country();
    }

    /** A date in ISO-8601, without a zone. */
    public @Nullable String birthDate() {
        return particulars.birthDate();
    }

    public @Nullable String timeZone() {
        return particulars.timeZone();
    }

    public List<String> tags() {
        return particulars.tags();
    }

    /** Texts, longs, doubles and booleans by name. */
    public Map<String, Object> attributes() {
        return particulars.attributes();
    }

    public @Nullable Consent consent() {
        return particulars.shownConsent();
    }

    /** When the platform first heard of the customer. */
    public Instant createdAt() {
        return createdAt;
    }

    /** The latest instant at which anything known of the customer was true. */
    public Instant updatedAt() {
        return Objects.requireNonNullElse(particulars.updatedAt(), createdAt);
    }
}
