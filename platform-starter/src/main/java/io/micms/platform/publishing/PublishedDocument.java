package io.micms.platform.publishing;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * An aggregate whose every state is owed to the other services. {@link PublishedDocuments} writes {@code version} and
 * the {@code unpublished} marker together with the state, so that no crash can separate the two.
 */
public abstract class PublishedDocument {

    @Id
    private String id;

    private long version;

    /** Since when the latest state has been owed to Kafka; absent once it was acknowledged. */
    @Indexed(sparse = true)
    private @Nullable Instant unpublished;

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

    /** @return whether Kafka has not acknowledged the state as it was read */
    public final boolean isUnpublished() {
        return unpublished != null;
    }

    final void nextVersion() {
        version++;
    }

    final void owedSince(@Nullable Instant instant) {
        unpublished = instant;
    }
}
