package io.micms.insight;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.Role.ADMIN;
import static io.micms.platform.security.Role.MANAGER;
import static org.springframework.http.HttpMethod.GET;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import java.util.stream.Stream;
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
        return new AccessTable(Stream.concat(
                        Stream.of(
                                allow(GET, "/internal/persons").to(ADMIN, MANAGER),
                                allow(GET, "/api/insights/dashboard")
                                        .to(Role.values())
                                        .orScope("insights:read")),
                        LanguageAccess.rows())
                .toList());
    }
}
