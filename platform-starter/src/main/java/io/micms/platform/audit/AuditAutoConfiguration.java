package io.micms.platform.audit;

import io.micms.platform.leasing.Leases;
import io.micms.platform.publishing.PublishedDocumentsFactory;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** On where a service names the topic. */
@AutoConfiguration(
        afterName = {
            "io.micms.platform.publishing.PublishingAutoConfiguration",
            "io.micms.platform.leasing.LeasingAutoConfiguration"
        })
@ConditionalOnProperty("micms.topics.audit")
@EnableConfigurationProperties(AuditAutoConfiguration.AuditProperties.class)
class AuditAutoConfiguration {

    /** @param except patterns of paths whose calls change nothing, whatever their method */
    @ConfigurationProperties("micms.audit")
    record AuditProperties(@DefaultValue List<String> except) {}

    @Bean
    Actions actions(
            PublishedDocumentsFactory factory,
            @Value("${micms.topics.audit}") String topic,
            @Value("${spring.application.name}") String service,
            MongoTemplate mongo,
            Leases leases,
            Clock clock) {
        return new Actions(factory.of(new ActionPublication(topic, service)), mongo, leases, clock);
    }

    @Bean
    WebMvcConfigurer auditing(Actions actions, AuditProperties properties, Clock clock) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AuditInterceptor(actions, clock))
                        .addPathPatterns("/api/**")
                        .excludePathPatterns(properties.except());
            }
        };
    }
}
