package io.micms.campaign.profiles.messaging;

import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.erasure.ErasureConfirmations;
import io.micms.platform.erasure.ErasureConfirmations.Erased;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ProfileConsumers {

    @Bean
    Consumer<Message<List<byte[]>>> customersChanged(
            BatchConsumers consumers, ProfileUpdates updates, ErasureConfirmations confirmations) {
        return consumers.of(RecordReader.lenient(CustomerMessage.class), (batch, rejections) -> {
            List<CustomerCopy> news =
                    batch.stream().map(received -> received.body().toCopy()).toList();
            updates.customersChanged(news);
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
                (batch, rejections) -> updates.occurred(
                        batch.stream().map(received -> received.body().toNews()).toList()));
    }

    /** This service's own messages, which come back as everybody else's news do: in order, and again after a crash. */
    @Bean
    Consumer<Message<List<byte[]>>> messagesChanged(BatchConsumers consumers, ProfileUpdates updates) {
        return consumers.of(
                RecordReader.lenient(MessageMessage.class),
                (batch, rejections) -> updates.messagesChanged(batch.stream()
                        .flatMap(received -> received.body().toNews().stream())
                        .toList()));
    }
}
