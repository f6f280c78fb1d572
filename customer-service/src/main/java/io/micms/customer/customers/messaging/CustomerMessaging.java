package io.micms.customer.customers.messaging;

import io.micms.customer.customers.Answers;
import io.micms.customer.customers.Customer;
import io.micms.customer.customers.CustomerIngestion;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.publishing.PublishedDocuments;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CustomerPublication.Topics.class)
class CustomerMessaging {

    @Bean
    PublishedDocuments<Customer> customerDocuments(
            PublishedDocumentsFactory documents, CustomerPublication.Topics topics, Clock clock) {
        return documents.of(new CustomerPublication(topics, clock));
    }

    @Bean
    Consumer<Message<List<byte[]>>> customersInbound(BatchConsumers consumers, CustomerIngestion ingestion) {
        return consumers.of(ingestion);
    }

    @Bean
    Consumer<Message<List<byte[]>>> messagesChanged(BatchConsumers consumers, Answers answers) {
        return consumers.of(
                RecordReader.lenient(MessageMessage.class),
                (batch, rejections) -> answers.heard(batch.stream()
                        .flatMap(received -> received.body().heard())
                        .toList()));
    }
}
