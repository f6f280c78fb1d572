package io.micms.insight;

import static io.micms.platform.security.AccessTable.allow;
import static org.springframework.http.HttpMethod.GET;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Turns events into understanding. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class InsightServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(InsightServiceApplication.class, arguments);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of(
                allow(GET, "/api/insights/dashboard").to(Role.values()).orScope("insights:read"));
    }
}
