package io.micms.customer.rights.messaging;

import io.micms.customer.rights.Erasures;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.RecordReader;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ErasureMessaging {

    @Bean
    Consumer<Message<List<byte[]>>> erasuresConfirmed(BatchConsumers consumers, Erasures erasures) {
        return consumers.of(
                RecordReader.lenient(ConfirmationMessage.class),
                (batch, rejections) -> erasures.confirmed(batch.stream()
                        .map(received -> received.body().toConfirmation())
                        .toList()));
    }
}
