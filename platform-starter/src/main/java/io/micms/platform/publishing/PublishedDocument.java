package io.micms.platform.publishing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An aggregate whose every state is owed to the other services. {@link PublishedDocuments} writes {@code version} and
 * the {@code unpublished} marker together with the state, so that no crash can separate the two.
 */
public abstract class PublishedDocument {

    @Id
    private String id;

    private long version;

    /** What Kafka has yet to get; absent once the latest state is settled there as the last record. */
    private @Nullable Owed unpublished;

    protected PublishedDocument(String id) {
        this.id = Objects.requireNonNull(id);
    }

    public final String id() {
        return id;
    }

    /** 0 before the first write, then one more with each. */
    public final long version() {
        return version;
    }

    /** @return whether the state, as it was read, was not yet known to be the last record */
    public final boolean isUnpublished() {
        return unpublished != null;
    }

    final void nextVersion() {
        version++;
    }

    final @Nullable Owed owed() {
        return unpublished;
    }

    final void owe(@Nullable Owed owed) {
        unpublished = owed;
    }
}
