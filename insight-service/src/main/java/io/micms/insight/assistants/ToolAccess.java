package io.micms.insight.assistants;

import io.micms.platform.security.Role;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who may use a tool that answers from this service's own figures. Tools that ask another service leave it to that service,
 * which sees the same caller.
 */
enum ToolAccess {
    /** Every role, and API clients that may read insights. */
    INSIGHTS("insights:read", Role.values()),
    /** Whoever may write rules and drafts; no API client. */
    DRAFTS("", Role.ADMIN, Role.MANAGER, Role.MARKETER);

    private final String scope;
    private final Role[] roles;

    ToolAccess(String scope, Role... roles) {
        this.scope = scope;
        this.roles = roles;
    }

    /** @throws AccessDeniedException unless the caller may */
    void require() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        Stream<String> needed =
                Stream.concat(Arrays.stream(roles).map(role -> "ROLE_" + role.name()), Stream.of("SCOPE_" + scope));
        boolean allowed = caller != null
                && needed.anyMatch(authority -> caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(authority::equals));
        if (!allowed) {
            throw new AccessDeniedException("This needs another role or scope.");
        }
    }
}
