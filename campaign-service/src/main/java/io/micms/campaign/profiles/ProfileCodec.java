package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import io.micms.platform.publishing.Owed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * Profiles as they are stored. Each is read and written with every order of its customer, and reflection over some hundred
 * fields would take most of that time.
 *
 * <p>The facts are for the database to query: they are written, and never read.
 */
final class ProfileCodec implements Codec<Profile> {

    @Override
    public Class<Profile> getEncoderClass() {
        return Profile.class;
    }

    /** @throws IllegalStateException if it was not judged since it was read: then it is not written as a whole */
    @Override
    public void encode(BsonWriter writer, Profile profile, EncoderContext context) {
        Profile.State state = profile.state();
        if (state.facts() == null) {
            throw new IllegalStateException("What was not judged has no facts to write");
        }
        writer.writeStartDocument();
        writer.writeString("_id", state.id());
        writer.writeInt32("sample", state.sample());
        writer.writeInt64("revision", state.revision());
        writer.writeName("customer");
        write(writer, state.customer());
        writer.writeInt32("copiedAs", state.copiedAs());
        writer.writeName("tallies");
        write(writer, state.tallies());
        BsonFields.write(writer, "noted", state.noted(), ProfileCodec::write);
        if (state.ordersPending()) {
            writer.writeBoolean("ordersPending", true);
        }
        BsonFields.write(writer, "facts", state.facts());
        writer.writeInt64("epoch", state.epoch());
        BsonFields.write(writer, "nextChangeAt", state.nextChangeAt());
        BsonFields.write(writer, "memberships", state.memberships(), ProfileCodec::write);
        writer.writeStartArray("memberOf");
        state.memberships().stream()
                .filter(Membership::member)
                .forEach(membership -> writer.writeString(membership.segmentId()));
        writer.writeEndArray();
        if (state.unpublished() != null) {
            writer.writeName("unpublished");
            write(writer, state.unpublished());
            BsonFields.write(
                    writer,
                    "pending",
                    state.memberships().stream().filter(Membership::pending).toList(),
                    (pending, membership) -> pending.writeString(membership.segmentId()));
        }
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, CustomerCopy customer) {
        writer.writeStartDocument();
        writer.writeString("_id", customer.id());
        writer.writeInt64("version", customer.version());
        BsonFields.write(writer, "externalId", customer.externalId());
        BsonFields.write(writer, "firstName", customer.firstName());
        BsonFields.write(writer, "lastName", customer.lastName());
        BsonFields.write(writer, "email", customer.email());
        BsonFields.write(writer, "phone", customer.phone());
        BsonFields.write(writer, "city", customer.city());
        BsonFields.write(writer, "country", customer.country());
        LocalDate birthDate = customer.birthDate();
        BsonFields.write(writer, "birthDate", birthDate == null ? null : birthDate.toString());
        BsonFields.write(writer, "timeZone", customer.timeZone());
        writeTexts(writer, "tags", customer.tags());
        BsonFields.write(writer, "attributes", customer.attributes());
        BsonFields.write(writer, "emailConsent", customer.emailConsent());
        BsonFields.write(writer, "smsConsent", customer.smsConsent());
        BsonFields.write(writer, "createdAt", customer.createdAt());
        writeTexts(writer, "mergedIds", customer.mergedIds());
        BsonFields.write(writer, "mergedInto", customer.mergedInto());
        BsonFields.write(writer, "erased", customer.erased());
        writer.writeEndDocument();
    }

    private static void writeTexts(BsonWriter writer, String name, Collection<String> texts) {
        BsonFields.write(writer, name, texts, BsonWriter::writeString);
    }

    private static void write(BsonWriter writer, Tallies.State tallies) {
        writer.writeStartDocument();
        BsonFields.write(writer, "plan", tallies.plan());
        BsonFields.write(writer, "asOf", tallies.asOf());
        writer.writeStartDocument("totals");
        tallies.totals().forEach((aggregate, tally) -> {
            writer.writeStartDocument(aggregate);
            writer.writeInt64("count", tally.count());
            BsonFields.write(writer, "total", tally.total());
            writer.writeEndDocument();
        });
        writer.writeEndDocument();
        writer.writeStartDocument("oldest");
        tallies.oldest().forEach((window, at) -> BsonFields.write(writer, window, at));
        writer.writeEndDocument();
        writer.writeStartDocument("upcoming");
        tallies.upcoming().forEach((kind, at) -> BsonFields.write(writer, kind.name(), at));
        writer.writeEndDocument();
        BsonFields.write(writer, "firstOrderAt", tallies.firstOrderAt());
        BsonFields.write(writer, "lastOrderAt", tallies.lastOrderAt());
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Noted noted) {
        writer.writeStartDocument();
        writer.writeString("rowId", noted.rowId());
        writer.writeString("kind", noted.kind().name());
        writer.writeInt64("version", noted.version());
        if (noted.occurrence() != null) {
            writer.writeName("occurrence");
            OccurrenceCodec.write(writer, noted.occurrence());
        }
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Membership membership) {
        writer.writeStartDocument();
        writer.writeString("segmentId", membership.segmentId());
        writer.writeInt64("version", membership.version());
        BsonFields.write(writer, "since", membership.since());
        writer.writeString("reason", membership.reason().name());
        BsonFields.write(writer, "cause", membership.cause());
        writer.writeEndDocument();
    }

    private static void write(BsonWriter writer, Owed owed) {
        writer.writeStartDocument();
        BsonFields.write(writer, "due", owed.due());
        BsonFields.write(writer, "sentBy", owed.sentBy());
        BsonFields.write(writer, "unsettledUntil", owed.unsettledUntil());
        writer.writeEndDocument();
    }

    @Override
    public Profile decode(BsonReader reader, DecoderContext context) {
        String id = "";
        long revision = 0;
        CustomerCopy customer = null;
        int copiedAs = 0;
        Tallies.State tallies = new Tallies.State(null, Instant.EPOCH, Map.of(), Map.of(), Map.of(), null, null);
        List<Noted> noted = List.of();
        boolean ordersPending = false;
        long epoch = -1;
        Instant nextChangeAt = null;
        List<Membership> memberships = List.of();
        Set<String> memberOf = Set.of();
        Owed unpublished = null;
        Set<String> pending = Set.of();
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "_id" -> id = reader.readString();
                case "revision" -> revision = BsonFields.integer(reader);
                case "customer" -> customer = customer(reader);
                case "copiedAs" -> copiedAs = (int) BsonFields.integer(reader);
                case "tallies" -> tallies = tallies(reader);
                case "noted" -> noted = BsonFields.list(reader, ProfileCodec::noted);
                case "ordersPending" -> ordersPending = reader.readBoolean();
                case "epoch" -> epoch = BsonFields.integer(reader);
                case "nextChangeAt" -> nextChangeAt = BsonFields.instant(reader);
                case "memberships" -> memberships = BsonFields.list(reader, ProfileCodec::membership);
                case "memberOf" -> memberOf = new HashSet<>(BsonFields.list(reader, BsonReader::readString));
                case "unpublished" -> unpublished = owed(reader);
                case "pending" -> pending = new HashSet<>(BsonFields.list(reader, BsonReader::readString));
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        List<Membership> completed = new ArrayList<>(memberships.size());
        for (Membership one : memberships) {
            completed.add(new Membership(
                    one.segmentId(),
                    memberOf.contains(one.segmentId()),
                    one.version(),
                    one.since(),
                    one.reason(),
                    one.cause(),
                    one.pending() || pending.contains(one.segmentId())));
        }
        return new Profile(new Profile.State(
                id,
                Samples.of(id),
                revision,
                Objects.requireNonNull(customer),
                copiedAs,
                tallies,
                noted,
                ordersPending,
                null,
                epoch,
                nextChangeAt,
                completed,
                unpublished));
    }

    private static CustomerCopy customer(BsonReader reader) {
        String id = "";
        long version = 0;
        String externalId = null;
        String firstName = null;
        String lastName = null;
        String email = null;
        String phone = null;
        String city = null;
        String country = null;
        LocalDate birthDate = null;
        String timeZone = null;
        List<String> tags = List.of();
        Map<String, Object> attributes = Map.of();
        Boolean emailConsent = null;
        Boolean smsConsent = null;
        Instant createdAt = null;
        List<String> mergedIds = List.of();
        String mergedInto = null;
        Boolean erased = null;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "_id" -> id = reader.readString();
                case "version" -> version = BsonFields.integer(reader);
                case "externalId" -> externalId = reader.readString();
                case "firstName" -> firstName = reader.readString();
                case "lastName" -> lastName = reader.readString();
                case "email" -> email = reader.readString();
                case "phone" -> phone = reader.readString();
                case "city" -> city = reader.readString();
                case "country" -> country = reader.readString();
                case "birthDate" -> birthDate = BsonFields.date(reader);
                case "timeZone" -> timeZone = reader.readString();
                case "tags" -> tags = BsonFields.list(reader, BsonReader::readString);
                case "attributes" -> attributes = BsonFields.map(reader, BsonFields::value);
                case "emailConsent" -> emailConsent = reader.readBoolean();
                case "smsConsent" -> smsConsent = reader.readBoolean();
                case "createdAt" -> createdAt = BsonFields.instant(reader);
                case "mergedIds" -> mergedIds = BsonFields.list(reader, BsonReader::readString);
                case "mergedInto" -> mergedInto = reader.readString();
                case "erased" -> erased = reader.readBoolean();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new CustomerCopy(
                id,
                version,
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
                emailConsent,
                smsConsent,
                createdAt,
                mergedIds,
                mergedInto,
                erased);
    }

    private static Tallies.State tallies(BsonReader reader) {
        String plan = null;
        Instant asOf = Instant.EPOCH;
        Map<String, Tally> totals = Map.of();
        Map<String, Instant> oldest = Map.of();
        Map<Kind, Instant> upcoming = new EnumMap<>(Kind.class);
        Instant firstOrderAt = null;
        Instant lastOrderAt = null;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "plan" -> plan = reader.readString();
                case "asOf" -> asOf = BsonFields.instant(reader);
                case "totals" -> totals = BsonFields.map(reader, ProfileCodec::tally);
                case "oldest" -> oldest = BsonFields.map(reader, BsonFields::instant);
                case "upcoming" ->
                    BsonFields.map(reader, BsonFields::instant)
                            .forEach((kind, at) -> upcoming.put(Kind.valueOf(kind), at));
                case "firstOrderAt" -> firstOrderAt = BsonFields.instant(reader);
                case "lastOrderAt" -> lastOrderAt = BsonFields.instant(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Tallies.State(plan, asOf, totals, oldest, upcoming, firstOrderAt, lastOrderAt);
    }

    private static Tally tally(BsonReader reader) {
        long count = 0;
        BigDecimal total = BigDecimal.ZERO;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "count" -> count = BsonFields.integer(reader);
                case "total" -> total = BsonFields.decimal(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Tally(count, total);
    }

    private static Noted noted(BsonReader reader) {
        String rowId = "";
        Kind kind = Kind.ORDER;
        long version = 0;
        Occurrence occurrence = null;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "rowId" -> rowId = reader.readString();
                case "kind" -> kind = Kind.valueOf(reader.readString());
                case "version" -> version = BsonFields.integer(reader);
                case "occurrence" -> occurrence = OccurrenceCodec.read(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Noted(rowId, kind, version, occurrence);
    }

    /** Pending only if it says so itself, as those of earlier releases do; see {@link #decode} for whether it is a member. */
    private static Membership membership(BsonReader reader) {
        String segmentId = "";
        long version = 0;
        Instant since = Instant.EPOCH;
        Membership.Reason reason = Membership.Reason.CUSTOMER_CHANGED;
        String cause = null;
        boolean pending = false;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "segmentId" -> segmentId = reader.readString();
                case "version" -> version = BsonFields.integer(reader);
                case "since" -> since = BsonFields.instant(reader);
                case "reason" -> reason = Membership.Reason.valueOf(reader.readString());
                case "cause" -> cause = reader.readString();
                case "pending" -> pending = reader.readBoolean();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Membership(segmentId, false, version, since, reason, cause, pending);
    }

    private static @Nullable Owed owed(BsonReader reader) {
        Instant due = null;
        String sentBy = null;
        Instant unsettledUntil = null;
        reader.readStartDocument();
        for (String field = BsonFields.nextField(reader); field != null; field = BsonFields.nextField(reader)) {
            switch (field) {
                case "due" -> due = BsonFields.instant(reader);
                case "sentBy" -> sentBy = reader.readString();
                case "unsettledUntil" -> unsettledUntil = BsonFields.instant(reader);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return due == null ? null : new Owed(due, sentBy, unsettledUntil);
    }
}
