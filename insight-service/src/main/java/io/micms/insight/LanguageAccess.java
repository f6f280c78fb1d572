package io.micms.insight;

import static io.micms.platform.security.AccessTable.allow;
import static io.micms.platform.security.Role.ADMIN;
import static io.micms.platform.security.Role.MANAGER;
import static io.micms.platform.security.Role.MARKETER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.AccessTable.Row;
import io.micms.platform.security.Role;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/** Who may have words turned into rules, texts drafted and questions answered. */
final class LanguageAccess {

    private static final String INSIGHTS = "insights:read";

    private LanguageAccess() {}

    /** The same and, behind it, the rows of whatever has to do with words. */
    static AccessTable with(AccessTable figures) {
        return new AccessTable(Stream.concat(figures.rows().stream(), rows()).toList());
    }

    private static Stream<Row> rows() {
        return Stream.of(
                // As with campaign-service's preview and validation, which they ask.
                allow(POST, "/api/insights/rule").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/insights/describe").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/insights/customers/{id}/summary")
                        .to(Role.values())
                        .orScope(INSIGHTS),
                allow(POST, "/api/insights/customers/{id}/message").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/insights/customers/{id}/entries").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/insights/messages").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/insights/messages/subjects").to(ADMIN, MANAGER, MARKETER),
                allow(POST, "/api/insights/messages/check").to(ADMIN, MANAGER, MARKETER),
                allow(GET, "/api/insights/campaigns/{id}/review")
                        .to(Role.values())
                        .orScope(INSIGHTS),
                allow(POST, "/api/insights/ask").to(Role.values()).orScope(INSIGHTS),
                allow(GET, "/api/settings/ai").to(ADMIN, MANAGER, MARKETER),
                allow(PUT, "/api/settings/ai").to(ADMIN, MANAGER),
                // Each tool decides for itself what its caller may; GET is answered with 405, as clients expect.
                mcp(POST),
                mcp(GET));
    }

    private static Row mcp(HttpMethod method) {
        return allow(method, "/mcp")
                .to(Role.values())
                .orScope("customers:read", "segments:read", "campaigns:read", INSIGHTS);
    }
}
