package io.micms.platform.publishing;

import java.util.concurrent.CompletableFuture;

/** The way to Kafka, as far as publishing has to know it. */
interface EventTransport {

    /**
     * Who sends. Of one sender's records with one key, none lands after one that was handed over later. When that can no
     * longer be said of what was sent before, the name is another.
     */
    String sender();

    /** @return completes when Kafka has acknowledged the event; fails when it was refused or got no answer in time */
    CompletableFuture<Void> send(OutgoingEvent event);
}
