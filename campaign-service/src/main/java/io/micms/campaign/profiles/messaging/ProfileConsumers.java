package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.LiveChangeListener;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Received;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.erasure.ErasureConfirmations;
import io.micms.platform.erasure.ErasureConfirmations.Erased;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ProfileConsumers {

    private static final Duration GATHERING = Duration.ofMillis(200);

    private final ObjectProvider<LiveChangeListener> listeners;
    private final Clock clock;

    ProfileConsumers(ObjectProvider<LiveChangeListener> listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    @Bean
    Consumer<Message<List<byte[]>>> customersChanged(
            BatchConsumers consumers, ProfileUpdates updates, ErasureConfirmations confirmations) {
        return consumers.of(RecordReader.lenient(CustomerMessage.class), (batch, rejections) -> {
            List<CustomerCopy> news =
                    batch.stream().map(received -> received.body().toCopy()).toList();
            live(batch, () -> updates.customersChanged(news));
            confirmations.confirm(news.stream()
                    .filter(CustomerCopy::isErased)
                    .map(customer -> new Erased(customer.id(), customer.version()))
                    .toList());
        });
    }

    @Bean
    Consumer<Message<List<byte[]>>> ordersChanged(BatchConsumers consumers, ProfileUpdates updates) {
        return consumers.of(
                RecordReader.lenient(OrderMessage.class),
                (batch, rejections) -> live(
                        batch,
                        () -> updates.occurred(batch.stream()
                                .map(received -> received.body().toNews())
                                .toList())));
    }

    private <T> void live(List<Received<T>> batch, Runnable work) {
        listeners.forEach(LiveChangeListener::begun);
        List<Duration> took = List.of();
        try {
            work.run();
            Instant now = clock.instant();
            took = batch.stream()
                    .map(received -> Duration.between(received.time(), now))
                    .toList();
        } finally {
            List<Duration> all = took;
            listeners.forEach(listener -> listener.ended(all));
        }
    }

    /**
     * This service's own messages, which come back as everybody else's news do: in order, and again after a crash. Those that no
     * rule asks about nobody waits for, and a hundred of them take little more than one.
     */
    @Bean
    Consumer<Message<List<byte[]>>> messagesChanged(BatchConsumers consumers, ProfileUpdates updates) {
        return consumers.of(RecordReader.lenient(MessageMessage.class), (batch, rejections) -> {
            boolean asked = updates.messagesChanged(batch.stream()
                    .flatMap(received -> received.body().toNews().stream())
                    .toList());
            if (!asked) {
                LockSupport.parkNanos(GATHERING.toNanos());
            }
        });
    }
}
