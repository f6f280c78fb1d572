package io.micms.auth.audit.messaging;

import io.micms.auth.audit.AuditEntries;
import io.micms.platform.consuming.BatchConsumers;
import io.micms.platform.consuming.Received;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class AuditMessaging {

    @Bean
    Consumer<Message<List<byte[]>>> actionsPerformed(BatchConsumers consumers, AuditEntries entries) {
        return consumers.of(
                ActionMessage::read,
                (batch, rejections) ->
                        entries.add(batch.stream().map(Received::body).toList()));
    }
}
