package io.micms.gateway.routing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What of a request's headers a service gets to see: no cookie, nothing by which a caller could pretend to come from elsewhere, and
 * the token of the one who is signed in.
 */
@Component
class RelayedHeaders implements RequestHttpHeadersFilter, Ordered {

    /** Request attribute with the access token to send. */
    static final String ACCESS_TOKEN = RelayedHeaders.class.getName() + ".accessToken";

    private static final Set<String> DROPPED =
            Set.of("cookie", "forwarded", "x-real-ip", "x-xsrf-token", "x-original-url", "x-rewrite-url", "via");

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerRequest request) {
        HttpHeaders relayed = new HttpHeaders();
        received.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(lower) && !lower.startsWith("x-forwarded-")) {
                relayed.put(name, List.copyOf(values));
            }
        });
        request.attribute(ACCESS_TOKEN).ifPresent(token -> relayed.setBearerAuth((String) token));
        var servlet = request.servletRequest();
        relayed.set("X-Forwarded-For", servlet.getRemoteAddr());
        relayed.set("X-Forwarded-Proto", servlet.getScheme());
        relayed.set("X-Forwarded-Host", servlet.getServerName());
        relayed.set("X-Forwarded-Port", String.valueOf(servlet.getServerPort()));
        return relayed;
    }

    /** After the filters that the framework brings, one of which drops X-Forwarded headers altogether. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
