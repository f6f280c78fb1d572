package io.micms.auth.clients;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API client can be allowed. */
public enum ApiScope {
    CUSTOMERS_READ("customers:read"),
    CUSTOMERS_WRITE("customers:write"),
    ORDERS_READ("orders:read"),
    ORDERS_WRITE("orders:write"),
    SEGMENTS_READ("segments:read"),
    CAMPAIGNS_READ("campaigns:read"),
    INSIGHTS_READ("insights:read");

    public static final Set<String> NAMES =
            Arrays.stream(values()).map(scope -> scope.name).collect(Collectors.toUnmodifiableSet());

    private final String name;

    ApiScope(String name) {
        this.name = name;
    }
}
