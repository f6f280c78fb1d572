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
import java.util.function.Consumer;
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
            rejected.forget(
                    known.externalIdsOf(erased.stream().map(KnownCustomer::id).toList()));
            arrivals.arrived(news);
            confirmations.confirm(erased.stream()
                    .map(customer -> new Erased(customer.id(), customer.version()))
                    .toList());
        });
    }
}
