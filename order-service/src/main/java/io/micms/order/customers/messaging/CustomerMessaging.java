package io.micms.order.customers.messaging;

import io.micms.order.customers.CustomerArrivals;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.RecordReader;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class CustomerMessaging {

    @Bean
    Consumer<Message<List<byte[]>>> customers(BatchConsumers consumers, CustomerArrivals arrivals) {
        return consumers.of(
                RecordReader.lenient(CustomerMessage.class),
                (batch, rejections) -> arrivals.arrived(batch.stream()
                        .map(received -> received.body().toKnownCustomer())
                        .toList()));
    }
}
