package io.micms.order.ordering.messaging;

import io.micms.order.ordering.Order;
import io.micms.order.ordering.OrderIngestion;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class OrderMessaging {

    @Bean
    PublishedDocuments<Order> orderDocuments(
            PublishedDocumentsFactory documents, OrderPublication.Topics topics, Clock clock) {
        return documents.of(new OrderPublication(topics, clock));
    }

    @Bean
    Consumer<Message<List<byte[]>>> ordersInbound(BatchConsumers consumers, OrderIngestion ingestion) {
        return consumers.of(ingestion);
    }
}
