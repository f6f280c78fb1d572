package io.micms.insight.neighbours;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.problem.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another service: what it refuses is refused here in its words, and one that does not answer is left alone for a while. */
final class Neighbour {

    private static final int SERVER_ERROR = 500;

    private final String name;
    private final RestClient http;
    private final CircuitBreaker breaker;
    private final JsonMapper json;

    Neighbour(String name, RestClient http, CircuitBreaker breaker, JsonMapper json) {
        this.name = name;
        this.http = http;
        this.breaker = breaker;
        this.json = json;
    }

    /**
     * @throws InvalidInput with the faults that the service found
     * @throws NotFound if it knows of no such thing
     * @throws Conflict if it refuses in the state that things are in
     * @throws AccessDeniedException if the caller may not
     * @throws Unavailable if it does not answer as it should
     */
    <T> T call(Function<RestClient, @Nullable T> request) {
        T answer;
        try {
            answer = breaker.executeCallable(() -> answered(request));
        } catch (CallNotPermittedException e) {
            throw new Unavailable("The %s has not answered lately; it is left alone for a moment.".formatted(name), e);
        } catch (RestClientResponseException e) {
            throw refusal(e);
        } catch (RestClientException e) {
            throw new Unavailable("The %s did not answer.".formatted(name), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return answer;
    }

    private static <T> T answered(Function<RestClient, @Nullable T> request, RestClient http) {
        T answer = request.apply(http);
        if (answer == null) {
            throw new ResourceAccessException("An answer without a body");
        }
        return answer;
    }

    private <T> T answered(Function<RestClient, @Nullable T> request) {
        return answered(request, http);
    }

    /** A refusal is an answer, so only what the service itself got wrong counts against it. */
    static boolean isFailure(Throwable e) {
        return e instanceof RestClientResponseException refused
                ? refused.getStatusCode().value() >= SERVER_ERROR
                : e instanceof RestClientException;
    }

    private RuntimeException refusal(RestClientResponseException e) {
        HttpStatusCode status = e.getStatusCode();
        JsonNode problem = problem(e);
        String detail = problem.path("detail").asString("The %s refused this.".formatted(name));
        return switch (status.value()) {
            case 400, 422 -> new InvalidInput(faults(problem, detail));
            case 401, 403 -> new AccessDeniedException("The %s does not let the caller do this".formatted(name));
            case 404 -> new AbsentElsewhere(detail);
            case 409, 412 -> new Conflict(detail);
            default -> new Unavailable("The %s did not answer as it should.".formatted(name), e);
        };
    }

    private JsonNode problem(RestClientResponseException e) {
        try {
            return json.readTree(e.getResponseBodyAsByteArray());
        } catch (JacksonException unreadable) {
            return json.createObjectNode();
        }
    }

    private static List<Fault> faults(JsonNode problem, String detail) {
        List<Fault> faults = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            faults.add(new Fault(
                    error.path("pointer").asString(""), error.path("detail").asString(detail)));
        }
        return faults.isEmpty() ? List.of(new Fault("", detail)) : faults;
    }

    /** In the words of the service that knows. */
    private static final class AbsentElsewhere extends NotFound {

        private static final long serialVersionUID = 1L;

        private final String detail;

        AbsentElsewhere(String detail) {
            super(detail);
            this.detail = detail;
        }

        @Override
        public String getMessage() {
            return detail;
        }
    }
}
