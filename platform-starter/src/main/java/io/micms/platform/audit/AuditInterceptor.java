package io.micms.platform.audit;

import io.micms.platform.audit.Action.Actor;
import io.micms.platform.audit.Action.Outcome;
import io.micms.platform.security.Caller;
import io.micms.platform.security.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Notes each call of somebody who is signed in that may change something, before and after it. */
final class AuditInterceptor implements HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(AuditInterceptor.class);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String ACTION = AuditInterceptor.class.getName() + ".ACTION";

    private final Actions actions;
    private final Clock clock;

    AuditInterceptor(Actions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A call that goes on in another thread comes by once more.
        if (CHANGING.contains(request.getMethod()) && request.getAttribute(ACTION) == null) {
            CallerResolver.current()
                    .ifPresent(caller -> request.setAttribute(ACTION, actions.begun(action(request, caller))));
        }
        return true;
    }

    private Action action(HttpServletRequest request, Caller caller) {
        Actor.Kind kind = caller.roles().isEmpty() ? Actor.Kind.CLIENT : Actor.Kind.PERSON;
        return Action.begin(
                new Actor(caller.subject(), caller.name(), kind),
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                variables(request),
                clock.instant());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> ? (Map<String, String>) variables : Map.of();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(ACTION) instanceof Action action) {
            try {
                int status = response.getStatus();
                boolean failed = failure != null || status >= 500;
                if (!failed && status >= 400) {
                    actions.refused(action);
                } else {
                    action.end(
                            failed ? Outcome.UNCERTAIN : Outcome.DONE,
                            failed ? null : response.getHeader(HttpHeaders.LOCATION),
                            ActionDetails.subjects(request),
                            ActionDetails.details(request));
                    actions.ended(action);
                }
            } catch (RuntimeException e) {
                log.warn(
                        "How {} ended could not be noted; it will be told as uncertain: {}",
                        action.call(),
                        e.toString());
            }
        }
    }
}
