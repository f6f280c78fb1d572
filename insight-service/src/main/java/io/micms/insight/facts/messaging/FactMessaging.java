package io.micms.insight.facts.messaging;

import io.micms.insight.PlatformProperties;
import io.micms.insight.facts.Facts;
import io.micms.insight.facts.Settling;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Received;
import io.micms.platform.consuming.RecordReader;
import io.micms.platform.erasure.ErasureConfirmations;
import io.micms.platform.erasure.ErasureConfirmations.Erased;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class FactMessaging {

    /**
     * A row has no more of an erased customer than an id, so that keeping it in place of the old one erases; what was
     * computed of them goes before that is confirmed.
     */
    @Bean
    Consumer<Message<List<byte[]>>> customers(
            BatchConsumers consumers,
            Facts facts,
            Settling settling,
            PlatformProperties platform,
            ErasureConfirmations confirmations) {
        return consumers.of(RecordReader.lenient(CustomerMessage.class), (batch, rejections) -> {
            List<CustomerMessage> news = batch.stream().map(Received::body).toList();
            facts.keepCustomers(
                    news.stream().map(message -> message.toRow(platform)).toList());
            List<Erased> erased = news.stream()
                    .filter(message -> message.erasedAt() != null)
                    .map(message -> new Erased(message.id(), message.version()))
                    .toList();
            settling.settlePersons(erased.stream().map(Erased::customerId).toList());
            confirmations.confirm(erased);
        });
    }

    @Bean
    Consumer<Message<List<byte[]>>> orders(BatchConsumers consumers, Facts facts, PlatformProperties platform) {
        return consumers.of(
                RecordReader.lenient(OrderMessage.class),
                (batch, rejections) -> facts.keepOrders(batch.stream()
                        .map(received -> received.body().toRow(platform))
                        .toList()));
    }

    @Bean
    Consumer<Message<List<byte[]>>> messages(BatchConsumers consumers, Facts facts, PlatformProperties platform) {
        return consumers.of(
                RecordReader.lenient(MessageMessage.class),
                (batch, rejections) -> facts.keepMessages(batch.stream()
                        .map(received -> received.body().toRow(received.time(), platform))
                        .toList()));
    }

    @Bean
    Consumer<Message<List<byte[]>>> campaigns(BatchConsumers consumers, Facts facts) {
        return consumers.of(
                RecordReader.lenient(CampaignMessage.class),
                (batch, rejections) -> facts.keepCampaigns(
                        batch.stream().map(received -> received.body().toRow()).toList()));
    }
}
