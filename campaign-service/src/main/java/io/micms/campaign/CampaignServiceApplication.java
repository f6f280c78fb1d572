package io.micms.campaign;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.AccessTable.open;
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

@SpringBootApplication
@ConfigurationPropertiesScan
class CampaignServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(CampaignServiceApplication.class, args);
    }

    @Bean
    AccessTable access() {
        return AccessTable.of(
                allow(GET, "/internal/persons").to(ADMIN, MANAGER),
                open(GET, "/u/{token}"),
                open(POST, "/u/{token}"),
                open(POST, "/u/{token}/undo"),
                open(GET, "/u/{token}/preferences"),
                open(POST, "/u/{token}/preferences"),
                open(GET, "/o/{token}"),
                open(GET, "/c/{token}"),
                open(POST, "/hooks/{provider}"),
                allow(GET, "/api/segments").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/fields").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/{id}").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/of/{customerId}").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/{id}/members").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/{id}/members/export")
                        .to(Role.values())
                        .orScope("segments:read"),
                allow(GET, "/api/segments/{id}/uses").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/{id}/history").to(Role.values()).orScope("segments:read"),
                allow(GET, "/api/segments/{id}/why/{customerId}")
                        .to(Role.values())
                        .orScope("segments:read"),
                allow(POST, "/api/segments").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/segments/preview").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/segments/validate").to(ADMIN, MANAGER, MARKETER),
                allow(PUT, "/api/segments/{id}").to(ADMIN, MANAGER, MARKETER),
                allow(DELETE, "/api/segments/{id}").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/segments/{id}/archive").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/segments/{id}/restore").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/segments/{id}/duplicate").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/campaigns").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/campaigns/variables").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/campaigns/{id}").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/campaigns/{id}/stats").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/campaigns/{id}/messages").to(Role.values()).orScope("campaigns:read"),
                allow(POST, "/api/campaigns").to(ADMIN, MANAGER, MARKETER),
                allow(PUT, "/api/campaigns/{id}").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/campaigns/preview").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/campaigns/{id}/preview").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/campaigns/{id}/preview").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/campaigns/{id}/test").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/campaigns/{id}/audience").to(Role.values()).orScope("campaigns:read"),
                allow(POST, "/api/campaigns/{id}/duplicate").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/campaigns/{id}/submit").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/campaigns/{id}/approve").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/reject").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/launch").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/schedule").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/unschedule").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/messages/{messageId}/settle").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/messages/{messageId}/retry").to(ADMIN, MANAGER),
                allow(GET, "/api/settings/delivery").to(Role.values()),
                allow(PUT, "/api/settings/delivery").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/pause").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/resume").to(ADMIN, MANAGER),
                allow(POST, "/api/campaigns/{id}/stop").to(ADMIN, MANAGER),
                allow(GET, "/api/settings/brand").to(Role.values()),
                allow(PUT, "/api/settings/brand").to(ADMIN, MANAGER),
                allow(GET, "/api/suppressions").to(ADMIN, MANAGER),
                allow(POST, "/api/suppressions").to(ADMIN, MANAGER),
                allow(DELETE, "/api/suppressions/{id}").to(ADMIN, MANAGER),
                allow(GET, "/api/communications/export").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/communications/{id}/html").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/communications").to(Role.values()).orScope("campaigns:read"),
                allow(GET, "/api/communications/{id}").to(Role.values()).orScope("campaigns:read"),
                allow(POST, "/api/communications").to(ADMIN, MANAGER, MARKETER),
                allow(PATCH, "/api/communications/{id}").to(ADMIN, MANAGER, MARKETER),
                allow(DELETE, "/api/communications/{id}").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/communications/{id}/done").to(ADMIN, MANAGER, MARKETER),
                allow(DELETE, "/api/communications/{id}/done").to(ADMIN, MANAGER, MARKETER));
    }
}
