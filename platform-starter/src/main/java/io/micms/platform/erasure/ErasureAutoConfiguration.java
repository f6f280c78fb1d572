package io.micms.platform.erasure;

import io.micms.platform.publishing.EventSender;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.micms.platform.publishing.PublishingAutoConfiguration")
@EnableConfigurationProperties(ErasureProperties.class)
class ErasureAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ErasureAutoConfiguration.class);

    @Bean
    PersonHashes personHashes(ErasureProperties properties, @Value("${micms.public-url}") String publicUrl) {
        if (properties.isLocal() && !publicUrl.startsWith("http://localhost")) {
            log.warn(
                    "Identities of erased people are hashed under the key that everybody knows: set MICMS_ERASURE_KEY anywhere but on your own machine");
        }
        return new PersonHashes(properties.key());
    }

    /** For services that hold something of customers. */
    @Bean
    @ConditionalOnProperty("micms.topics.erasures")
    ErasureConfirmations erasureConfirmations(
            EventSender events,
            @Value("${micms.topics.erasures}") String topic,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        return new ErasureConfirmations(events, topic, service, clock);
    }
}
