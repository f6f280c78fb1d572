package io.micms.campaign.profiles;

import io.micms.campaign.profiles.AudienceListener.Joining;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * What follows from a changed membership: campaigns hear of it and Kafka is told. Both may happen more than once, and
 * neither is forgotten, because the profile stays dirty until Kafka has acknowledged the change.
 */
@Component
class AudienceEffects implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(AudienceEffects.class);

    private final ObjectProvider<AudienceListener> listeners;
    private final AudienceEvents events;
    private final ProfileUpdates updates;
    private final BlockingQueue<Settled> acknowledged = new LinkedBlockingQueue<>();

    record Settled(String customerId, String segmentId, long version) {}

    AudienceEffects(ObjectProvider<AudienceListener> listeners, AudienceEvents events, @Lazy ProfileUpdates updates) {
        this.listeners = listeners;
        this.events = events;
        this.updates = updates;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Thread.ofVirtual().name("audience-acknowledgements").start(this::settleAcknowledged);
    }

    void follow(Collection<Profile> dirty) {
        List<Joining> joinings = dirty.stream()
                .flatMap(profile -> profile.pendingChanges().stream()
                        .filter(Membership::member)
                        .map(membership -> new Joining(membership.segmentId(), profile.id())))
                .toList();
        if (!joinings.isEmpty()) {
            listeners.forEach(listener -> listener.joined(joinings));
        }
        for (Profile profile : dirty) {
            for (Membership change : profile.pendingChanges()) {
                Settled settled = new Settled(profile.id(), change.segmentId(), change.version());
                events.send(profile.id(), change).whenComplete((ok, failure) -> {
                    if (failure == null) {
                        acknowledged.add(settled);
                    }
                });
            }
        }
    }

    private void settleAcknowledged() {
        List<Settled> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(acknowledged.take());
                acknowledged.drainTo(batch, 499);
                Map<String, List<Settled>> byCustomer =
                        batch.stream().collect(Collectors.groupingBy(Settled::customerId));
                updates.settle(byCustomer);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The profiles stay dirty, so the sweeper sends these changes once more.
                log.debug("Could not settle {} changes of membership", batch.size(), e);
            }
            batch.clear();
        }
    }
}
