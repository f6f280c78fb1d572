package io.micms.order;

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

/** The system of record for orders. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrderServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(OrderServiceApplication.class, arguments);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of(
                allow(GET, "/internal/persons").to(ADMIN, MANAGER),
                allow(GET, "/api/orders").to(Role.values()).orScope("orders:read"),
                allow(GET, "/api/orders/export").to(Role.values()).orScope("orders:read"),
                allow(GET, "/api/orders/import").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(POST, "/api/orders/import").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(GET, "/api/orders/import/{id}")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(PUT, "/api/orders/import/{id}/mapping")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(GET, "/api/orders/import/{id}/check")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(POST, "/api/orders/import/{id}/start")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(POST, "/api/orders/import/{id}/cancel")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(GET, "/api/orders/import/{id}/rejected")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(POST, "/api/orders/batch").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(GET, "/api/orders/rejected").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(GET, "/api/orders/rejected/{id}")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(POST, "/api/orders/rejected/{id}/resubmit")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(POST, "/api/orders/rejected/{id}/discard")
                        .to(ADMIN, MANAGER, MARKETER)
                        .orScope("orders:write"),
                allow(GET, "/api/orders/{id}").to(Role.values()).orScope("orders:read"),
                allow(POST, "/api/orders").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(PATCH, "/api/orders/{id}").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"),
                allow(DELETE, "/api/orders/{id}").to(ADMIN, MANAGER, MARKETER).orScope("orders:write"));
    }
}
