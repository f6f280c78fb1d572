package io.micms.customer.rights;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks every other service what it holds about a person. */
@Component
public class PersonExports {

    private final RightsProperties properties;
    private final HttpClient http;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();

    PersonExports(RightsProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    /**
     * Asks for what is held about a person. All answers have begun when this returns, so it is known by then that none
     * is missing.
     *
     * @param ids of everyone whom the person is known as
     * @param token the caller's, who must be allowed to read it there too
     * @return JSON objects by the name of the service, each to be closed
     * @throws io.micms.platform.problem.Unavailable if one does not answer
     */
    public Map<String, InputStream> held(Collection<String> ids, String token) {
        Map<String, InputStream> held = new TreeMap<>();
        try {
            properties.services().forEach((service, address) -> held.put(service, ask(service, address, ids, token)));
            return held;
        } catch (ServiceAway e) {
            held.values().forEach(PersonExports::close);
            throw e;
        }
    }

    private InputStream ask(String service, URI address, Collection<String> ids, String token) {
        String query = ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/internal/persons?" + query))
                .timeout(properties.readTimeout())
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build();
        CircuitBreaker breaker = breakers.circuitBreaker(service);
        try {
            return breaker.executeCallable(() -> answer(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceAway(service, e);
        } catch (CallNotPermittedException | IOException e) {
            throw new ServiceAway(service, e);
        } catch (Exception e) {
            throw new IllegalStateException("Asking %s went wrong".formatted(service), e);
        }
    }

    private InputStream answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            close(response.body());
            throw new IOException("%s answered %d".formatted(request.uri().getPath(), response.statusCode()));
        }
        return response.body();
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It is not read any further, whether it closes or not.
        }
    }
}
