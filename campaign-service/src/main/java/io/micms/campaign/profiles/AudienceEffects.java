package io.micms.campaign.profiles;

import io.micms.campaign.profiles.AudienceListener.Joining;
import io.micms.platform.publishing.OwedEvents;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What follows from a changed membership: the history takes note, campaigns hear of it and Kafka is told. All may happen
 * more than once, and none is forgotten, because the profile owes its changes until they are settled in Kafka.
 */
@Component
class AudienceEffects {

    private final ObjectProvider<AudienceListener> listeners;
    private final AudienceHistory history;
    private final AudienceSizes sizes;
    private final AudienceEvents translation;
    private final OwedEvents owed;

    AudienceEffects(
            ObjectProvider<AudienceListener> listeners,
            AudienceHistory history,
            AudienceSizes sizes,
            AudienceEvents translation,
            PublishedDocumentsFactory publishing,
            Profiles profiles) {
        this.listeners = listeners;
        this.history = history;
        this.sizes = sizes;
        this.translation = translation;
        this.owed = publishing.owedEvents("audiences", profiles::settle);
    }

    /** To be called before profiles with news are written; {@link #follow} or {@link #forgo} must come after. */
    void announce(Collection<Profile> news) {
        for (Profile profile : news) {
            profile.owe(owed.owe(profile.owed()));
            owed.announce(profile.id());
        }
    }

    /** These were not written after all. */
    void forgo(Collection<Profile> news) {
        news.forEach(profile -> owed.forgo(profile.id()));
    }

    /** Sees to what follows from the news in profiles that have been written. */
    void follow(Collection<Profile> news) {
        List<Joining> joinings = news.stream()
                .flatMap(profile -> profile.pendingChanges().stream()
                        .filter(Membership::member)
                        .map(membership -> new Joining(membership.segmentId(), profile.id(), membership.since())))
                .toList();
        // Kafka is told first, since others wait for it; what it acknowledges is settled when the rest is done, too.
        CompletableFuture<Void> rest = new CompletableFuture<>();
        for (Profile profile : news) {
            owed.send(
                    profile.id(),
                    profile.revision(),
                    Objects.requireNonNull(profile.owed()),
                    profile.pendingChanges().stream()
                            .map(change -> translation.event(profile.id(), change))
                            .toList(),
                    rest);
        }
        try {
            history.record(news);
            sizes.changed(news.stream()
                    .flatMap(profile -> profile.pendingChanges().stream())
                    .map(Membership::segmentId)
                    .collect(Collectors.toSet()));
            if (!joinings.isEmpty()) {
                listeners.forEach(listener -> listener.joined(joinings));
            }
            rest.complete(null);
        } catch (RuntimeException e) {
            rest.completeExceptionally(e);
            throw e;
        }
    }
}
