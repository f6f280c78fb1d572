package io.micms.customer;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.Role.ADMIN;
import static io.micms.platform.security.Role.MANAGER;
import static io.micms.platform.security.Role.MARKETER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The system of record for customers. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CustomerServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CustomerServiceApplication.class, arguments);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of(
                allow(GET, "/api/customers").to(Role.values()).orScope("customers:read"),
                allow(GET, "/api/customers/export").to(Role.values()).orScope("customers:read"),
                allow(GET, "/api/customers/import").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"),
                allow(POST, "/api/customers/import")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(GET, "/api/customers/import/{id}")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(PUT, "/api/customers/import/{id}/mapping")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(GET, "/api/customers/import/{id}/check")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/import/{id}/start")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/import/{id}/cancel")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(GET, "/api/customers/import/{id}/rejected")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/tags").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"),
                allow(GET, "/api/customers/duplicates").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/customers/duplicates/{id}/dismiss").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/customers/erasures").to(ADMIN, MANAGER),
                allow(GET, "/api/customers/erasures/{customerId}").to(ADMIN, MANAGER),
                allow(GET, "/api/customers/{id}/export").to(ADMIN, MANAGER),
                allow(POST, "/api/customers/{id}/merge")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/{id}/merge/{mergedId}/undo")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(DELETE, "/api/customers/{id}").to(ADMIN, MANAGER).orScope("customers:write"),
                allow(POST, "/api/customers/batch").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"),
                allow(GET, "/api/customers/rejected")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(GET, "/api/customers/rejected/{id}")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/rejected/{id}/resubmit")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(POST, "/api/customers/rejected/{id}/discard")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("customers:write"),
                allow(GET, "/api/customers/{id}").to(Role.values()).orScope("customers:read"),
                allow(POST, "/api/customers").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"),
                allow(PUT, "/api/customers/{id}").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"),
                allow(PATCH, "/api/customers/{id}").to(ADMIN, MANAGER, MARKETER).orScope("customers:write"));
    }
}
