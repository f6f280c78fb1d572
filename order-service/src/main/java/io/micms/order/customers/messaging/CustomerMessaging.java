package io.micms.order.customers.messaging;

import io.micms.order.customers.CustomerArrivals;
import io.micms.order.customers.KnownCustomer;
import io.micms.order.customers.KnownCustomers;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.erasure.ErasureConfirmations;
import io.micms.platform.erasure.ErasureConfirmations.Erased;
import io.micms.platform.rejected.RejectedRecords;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class CustomerMessaging {

    @Bean
    Consumer<Message<List<byte[]>>> customers(
            BatchConsumers consumers,
            CustomerArrivals arrivals,
            KnownCustomers known,
            RejectedRecords rejected,
            ErasureConfirmations confirmations) {
        return consumers.of(RecordReader.lenient(CustomerMessage.class), (batch, rejections) -> {
            List<KnownCustomer> news = batch.stream()
                    .map(received -> received.body().toKnownCustomer())
                    .toList();
            List<KnownCustomer> erased =
                    news.stream().filter(KnownCustomer::isErased).toList();
            // First: what they used to be called is forgotten with the copy.
            Set<String> erasedIds = erased.stream().map(KnownCustomer::id).collect(Collectors.toSet());
            rejected.forget(Stream.concat(
                            known.externalIdsOf(erasedIds).stream(),
                            news.stream()
                                    .filter(customer -> erasedIds.contains(customer.id()))
                                    .map(KnownCustomer::externalId)
                                    .filter(Objects::nonNull))
                    .toList());
            arrivals.arrived(news);
            confirmations.confirm(erased.stream()
                    .map(customer -> new Erased(customer.id(), customer.version()))
                    .toList());
        });
    }
}
