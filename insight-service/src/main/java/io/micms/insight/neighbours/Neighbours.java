package io.micms.insight.neighbours;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Makes the clients of the other services. Each relays the token of whoever is calling, so they decide what is allowed. */
@Component
class Neighbours {

    private static final int CALLS_WEIGHED = 20;
    private static final int CALLS_NEEDED = 5;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final NeighbourProperties properties;
    private final JdkClientHttpRequestFactory requests;
    private final CircuitBreakerRegistry breakers;
    private final JsonMapper json;

    Neighbours(NeighbourProperties properties, JsonMapper json, MeterRegistry meters) {
        this.properties = properties;
        this.json = json;
        this.requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_WEIGHED)
                .minimumNumberOfCalls(CALLS_NEEDED)
                .waitDurationInOpenState(LEFT_ALONE)
                .recordException(Neighbour::isFailure)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    Neighbour customerService() {
        return neighbour("customer-service", properties.customer());
    }

    Neighbour orderService() {
        return neighbour("order-service", properties.order());
    }

    Neighbour campaignService() {
        return neighbour("campaign-service", properties.campaign());
    }

    private Neighbour neighbour(String name, URI address) {
        CircuitBreaker breaker = breakers.circuitBreaker(name);
        RestClient http = RestClient.builder()
                .baseUrl(address.toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    if (SecurityContextHolder.getContext().getAuthentication()
                            instanceof JwtAuthenticationToken caller) {
                        request.getHeaders().setBearerAuth(caller.getToken().getTokenValue());
                    }
                    return execution.execute(request, body);
                })
                .build();
        return new Neighbour(name, http, breaker, json);
    }
}
