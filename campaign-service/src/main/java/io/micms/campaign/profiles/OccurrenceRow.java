package io.micms.campaign.profiles;

import io.micms.campaign.rules.Aggregate.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one order or message is to one customer, in a row of its own, so that a profile stays small however many there
 * are. Besides the newest state it holds the one that is counted in the customer's profile.
 *
 * <p>The profile is written first, and keeps what it has counted until the row says so, too ({@link Profile#noted()}).
 * What is counted is therefore always known: it is the newer of the two, provided the profile was read before the row
 * and nobody wrote it meanwhile.
 *
 * <p>What nobody asks about is kept without the profile ({@link #unasked()}): it is counted when a rule comes to ask, from
 * the beginning.
 *
 * @param source the order or message, of whichever customer
 * @param version of the newest state that is known, be it that this customer has no part in it any more
 * @param latest null if nothing counts
 * @param countedVersion {@link #NEVER_COUNTED} if none
 * @param counted null if nothing counts
 * @param uncounted when to see to it that the newest state is counted; absent if it is
 * @param unasked whether the counted state was kept without the profile, since no rule asked about its kind: whether a
 *     profile that counts the kind by now has counted it is not known, and found out by counting from the beginning
 */
@Document("occurrences")
@CompoundIndex(name = "counted", def = "{'customerId': 1, 'kind': 1, 'counted.at': 1}")
record OccurrenceRow(
        @Id String id,
        Kind kind,
        @Indexed String source,
        String customerId,
        long version,
        @Nullable Occurrence latest,
        long countedVersion,
        @Nullable Occurrence counted,

        @Indexed(sparse = true) @Nullable Instant uncounted,
        boolean unasked) {

    static final long NEVER_COUNTED = -1;

    static String id(Kind kind, String source, String customerId) {
        return kind + ":" + source + ":" + customerId;
    }

    /** The row that the first news of something makes. */
    static OccurrenceRow of(OccurrenceNews news) {
        return new OccurrenceRow(
                news.rowId(),
                news.kind(),
                news.source(),
                news.customerId(),
                news.version(),
                news.occurrence(),
                NEVER_COUNTED,
                null,
                null,
                false);
    }

    /** What newer news makes of it. */
    OccurrenceRow with(OccurrenceNews news) {
        return new OccurrenceRow(
                id,
                kind,
                source,
                customerId,
                news.version(),
                news.occurrence(),
                countedVersion,
                counted,
                uncounted,
                unasked);
    }

    /** The order or message, whoever's it is. */
    List<Object> subject() {
        return List.of(kind, source);
    }

    boolean isCounted() {
        return countedVersion >= version;
    }
}
