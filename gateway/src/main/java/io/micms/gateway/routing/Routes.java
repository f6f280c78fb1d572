package io.micms.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.micms.gateway.problem.ProblemAnswer;
import io.micms.gateway.session.SignedIn;
import io.micms.gateway.tokens.AuthServiceAway;
import io.micms.gateway.tokens.SignInTokens;
import io.micms.gateway.tokens.SignedOut;
import jakarta.servlet.http.HttpSession;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Which service answers which path. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final SignInTokens tokens;

    Routes(SignInTokens tokens) {
        this.tokens = tokens;
    }

    @Bean
    RouterFunction<ServerResponse> services(ServiceProperties services) {
        return to("customer-service", services.customer(), path("/api/customers/**"))
                .and(to("order-service", services.order(), path("/api/orders/**")))
                .and(to(
                        "insight-service",
                        services.insight(),
                        path("/api/insights/**").or(path("/api/settings/ai/**")).or(path("/mcp/**"))))
                .and(to(
                        "campaign-service",
                        services.campaign(),
                        path("/api/segments/**")
                                .or(path("/api/campaigns/**"))
                                .or(path("/api/communications/**"))
                                .or(path("/api/suppressions/**"))
                                .or(path("/api/settings/**"))
                                .or(path("/u/**"))
                                .or(path("/o/**"))
                                .or(path("/c/**"))
                                .or(path("/hooks/**"))))
                .and(to(
                        "auth-service",
                        services.auth(),
                        path("/api/me/**")
                                .or(path("/api/users/**"))
                                .or(path("/api/clients/**"))
                                .or(path("/api/audit/**"))
                                .or(path("/api/sessions/**"))
                                .or(POST("/oauth2/token"))))
                .andRoute(
                        path("/api/**"),
                        request -> ProblemAnswer.of(HttpStatus.NOT_FOUND, "There is nothing at this path.", request));
    }

    private RouterFunction<ServerResponse> to(String service, URI location, RequestPredicate paths) {
        return route(service)
                .route(paths, http())
                .before(uri(location))
                .filter((request, next) -> relay(service, request, next))
                .build();
    }

    private ServerResponse relay(String service, ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
                request.attributes().put(RelayedHeaders.ACCESS_TOKEN, tokens.accessToken(signedIn.current()));
            }
            return next.handle(request);
        } catch (SignedOut e) {
            HttpSession session = request.servletRequest().getSession(false);
            if (session != null) {
                session.invalidate();
            }
            return ProblemAnswer.of(HttpStatus.UNAUTHORIZED, "Sign in to go on.", request);
        } catch (AuthServiceAway e) {
            log.warn("No token for a call of {}", service, e);
            return ProblemAnswer.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "auth-service does not answer at the moment.", request);
        } catch (ResourceAccessException e) {
            return unanswered(service, request, e);
        }
    }

    private static ServerResponse unanswered(String service, ServerRequest request, ResourceAccessException e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        log.warn("{} does not answer {}: {}", service, request.path(), cause.toString());
        boolean tookTooLong = contains(e, SocketTimeoutException.class) && !contains(e, ConnectTimeoutException.class);
        return tookTooLong
                ? ProblemAnswer.of(HttpStatus.GATEWAY_TIMEOUT, service + " took too long to answer.", request)
                : ProblemAnswer.of(
                        HttpStatus.SERVICE_UNAVAILABLE, service + " does not answer at the moment.", request);
    }

    private static boolean contains(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Passes on what it gets: no redirect is followed, nothing unpacked, no cookie kept, nothing sent twice. */
    @Bean
    ProxyExchange proxyExchange(
            RestClient.Builder http, ServiceProperties services, GatewayMvcProperties gatewayProperties) {
        RestClient client = http.requestFactory(ClientHttpRequestFactoryBuilder.httpComponents()
                        .withConnectionManagerCustomizer(connections ->
                                connections.setMaxConnPerRoute(200).setMaxConnTotal(1000))
                        .withHttpClientCustomizer(builder -> builder.disableContentCompression()
                                .disableAutomaticRetries()
                                .disableAuthCaching())
                        .build(HttpClientSettings.defaults()
                                .withTimeouts(services.connectTimeout(), services.readTimeout())
                                .withRedirects(HttpRedirects.DONT_FOLLOW)))
                .build();
        return new RestClientProxyExchange(client, gatewayProperties);
    }
}
