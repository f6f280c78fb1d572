package io.micms.insight;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.Role.ADMIN;
import static io.micms.platform.security.Role.MANAGER;
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
        AccessTable figures = AccessTable.of(
                allow(GET, "/internal/persons").to(ADMIN, MANAGER),
                allow(GET, "/api/insights/dashboard").to(Role.values()).orScope("insights:read"),
                allow(GET, "/api/insights/customers").to(Role.values()).orScope("insights:read"),
                allow(GET, "/api/insights/customers/{id}").to(Role.values()).orScope("insights:read"),
                allow(GET, "/api/insights/campaigns/{id}").to(Role.values()).orScope("insights:read"),
                allow(GET, "/api/insights/segments").to(Role.values()).orScope("insights:read"));
        return LanguageAccess.with(figures);
    }
}
