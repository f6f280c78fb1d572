package io.micms.platform.publishing;

import org.jspecify.annotations.Nullable;

/** How an aggregate is told to the world: the one translation from the domain to the wire. */
public interface Publication<T extends PublishedDocument> {

    Class<T> type();

    /** The event that carries the document's whole current state; null while there is nothing to tell the world yet. */
    @Nullable
    OutgoingEvent event(T document);
}
