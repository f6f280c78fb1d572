package io.micms.campaign.communications;

import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import io.micms.platform.publishing.PublishedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something that was said to or by a customer, and that a person wrote down. */
@Document("communications")
@CompoundIndex(name = "customer_at", def = "{'customerId': 1, 'at': -1, '_id': -1}")
public final class Communication extends PublishedDocument {

    private static final int TEXT_AT_MOST = 20_000;

    private final String customerId;
    private final Kind kind;
    private String text;
    private final String author;

    @Indexed
    private final Instant at;

    private final Instant recordedAt;

    /** What kind of exchange it was. */
    public enum Kind {
        NOTE,
        CALL,
        MEETING
    }

    /** @param at when it happened; null for now */
    public record Entry(
            @Nullable String customerId,
            @Nullable Kind kind,
            @Nullable String text,
            @Nullable Instant at) {}

    @PersistenceCreator
    private Communication(
            String id, String customerId, Kind kind, String text, String author, Instant at, Instant recordedAt) {
        super(id);
        this.customerId = customerId;
        this.kind = kind;
        this.text = text;
        this.author = author;
        this.at = at;
        this.recordedAt = recordedAt;
    }

    static Communication record(Entry entry, String author, Instant now) {
        List<Fault> faults = new ArrayList<>();
        if (entry.customerId() == null) {
            faults.add(new Fault("/customerId", "Name the customer."));
        }
        if (entry.kind() == null) {
            faults.add(new Fault("/kind", "The kind is NOTE, CALL or MEETING."));
        }
        if (entry.text() == null || entry.text().isBlank() || entry.text().length() > TEXT_AT_MOST) {
            faults.add(new Fault("/text", "The text has 1 to %d characters.".formatted(TEXT_AT_MOST)));
        }
        if (entry.at() != null && entry.at().isAfter(now)) {
            faults.add(new Fault("/at", "An entry cannot lie in the future."));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Communication(
                Ids.next(),
                Objects.requireNonNull(entry.customerId()),
                Objects.requireNonNull(entry.kind()),
                Objects.requireNonNull(entry.text()).strip(),
                author,
                entry.at() == null ? now : entry.at(),
                now);
    }

    /**
     * Leaves only that there was an entry.
     *
     * @return whether there was anything to do
     */
    boolean scrub() {
        if (text.isEmpty()) {
            return false;
        }
        text = "";
        return true;
    }

    public String customerId() {
        return customerId;
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public String author() {
        return author;
    }

    public Instant at() {
        return at;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
