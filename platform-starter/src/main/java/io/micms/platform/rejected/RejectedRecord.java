package io.micms.platform.rejected;

import io.micms.platform.consuming.DeadLetter;
import io.micms.platform.problem.Fault;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A record that could not be taken in, and what a person has made of it.
 *
 * @param id the place where it came from and its timestamp, so that a letter that comes twice is one
 * @param key of the record; null where the producer gave none
 * @param headers as text
 * @param value the record as it came, or its beginning if it is very long; null if there is none or it was too long to be
 *     put aside
 * @param data the record out of the envelope that the value is; null where there is none around it, or it cannot be read
 * @param bytes how long the value is
 * @param at when the record was true that does not say so itself
 * @param identities whom it names, as {@link Identities} writes them
 * @param settlement null while nobody has decided
 * @param expiresAt when it is forgotten, as by its topic
 */
@Document("rejectedRecords")
@CompoundIndex(name = "newest", def = "{state: 1, rejectedAt: -1, _id: -1}")
record RejectedRecord(
        @Id String id,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        List<Header> headers,
        byte @Nullable [] value,
        @Nullable String data,
        long bytes,
        Instant at,
        List<Fault> reasons,
        Instant rejectedAt,
        State state,
        @Nullable Settlement settlement,
        @Indexed(name = "identities") Set<String> identities,
        @Indexed(name = "expiry", expireAfter = "0s") Instant expiresAt) {

    /** What is kept of a longer one cannot be mended anyway, and a document has at most 16 MB. */
    static final int LONGEST_VALUE = 1024 * 1024;

    enum State {
        /** Nobody has decided yet. */
        REJECTED,
        /** A mended record was taken in in its place. */
        RESUBMITTED,
        /** It is not to be taken in. */
        DISCARDED
    }

    /** Of the record, not of the letter. */
    record Header(String name, String value) {}

    /**
     * @param by who decided
     * @param documentId what the mended record is about; null if it was discarded
     * @param reason why it was discarded; null where nobody says
     */
    record Settlement(
            String by,
            Instant at,
            @Nullable String documentId,
            @Nullable String reason) {}

    static RejectedRecord of(DeadLetter letter, Identities identities, Instant expiresAt) {
        byte[] value = letter.value();
        return new RejectedRecord(
                "%s-%d-%d-%d"
                        .formatted(
                                letter.topic(),
                                letter.partition(),
                                letter.offset(),
                                letter.timestamp().toEpochMilli()),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.key(),
                letter.headers().entrySet().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                value == null || value.length <= LONGEST_VALUE ? value : Arrays.copyOf(value, LONGEST_VALUE),
                letter.enveloped() && letter.body() != null && letter.bytes() <= LONGEST_VALUE
                        ? letter.body().toPrettyString()
                        : null,
                letter.bytes(),
                letter.time(),
                letter.reasons(),
                letter.putAsideAt(),
                State.REJECTED,
                null,
                identities.in(letter),
                expiresAt);
    }

    boolean isWhole() {
        return bytes == (value == null ? 0 : value.length);
    }
}
