package io.micms.platform.security;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Who may call what of a service: the one place where it is said, from which the filter chain is built. Rows are tried
 * from the top; what no row names is refused.
 */
public record AccessTable(List<Row> rows) {

    public AccessTable {
        rows = List.copyOf(rows);
    }

    /**
     * @param pattern of the path, such as {@code /api/orders/**}
     * @param open whether anybody may call it, signed in or not
     * @param roles of people who may
     * @param scopes of API clients that may
     */
    public record Row(HttpMethod method, String pattern, boolean open, Set<Role> roles, Set<String> scopes) {

        public Row {
            roles = Set.copyOf(roles);
            scopes = Set.copyOf(scopes);
        }

        public Row orScope(String... more) {
            return new Row(method, pattern, open, roles, Set.of(more));
        }
    }

    /** The first half of a row: {@code allow(GET, "/api/orders").to(ADMIN)}. */
    public record Endpoint(HttpMethod method, String pattern) {

        public Row to(Role... roles) {
            return new Row(method, pattern, false, Set.of(roles), Set.of());
        }
    }

    public static AccessTable of(Row... rows) {
        return new AccessTable(List.of(rows));
    }

    public static Endpoint allow(HttpMethod method, String pattern) {
        return new Endpoint(method, pattern);
    }

    /** A path for people and machines that do not sign in, such as an unsubscribe link. */
    public static Row open(HttpMethod method, String pattern) {
        return new Row(method, pattern, true, Set.of(), Set.of());
    }
}
