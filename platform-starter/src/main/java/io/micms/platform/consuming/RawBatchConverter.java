package io.micms.platform.consuming;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/** Hands a batch to the function as the records themselves; {@link Envelope} does the reading, record by record. */
final class RawBatchConverter implements BatchMessageConverter {

    @Override
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            @Nullable Type payloadType) {
        List<byte[]> values = new ArrayList<>(records.size());
        for (ConsumerRecord<?, ?> record : records) {
            values.add(record.value() instanceof byte[] value ? value : new byte[0]);
        }
        return new GenericMessage<>(values, Map.of(KafkaHeaders.RAW_DATA, records));
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new IllegalStateException("Events are published through PublishedDocuments, not through a binding");
    }
}
