package io.micms.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Turns every exception of a controller into a problem detail (RFC 9457). No message of an internal exception leaves. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail invalidParameter(InvalidParameter e) {
        return withFaults(HttpStatus.BAD_REQUEST, "Invalid parameter", e.faults());
    }

    @ExceptionHandler
    ProblemDetail invalidInput(InvalidInput e) {
        return withFaults(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid input", e.faults());
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound e) {
        return problem(HttpStatus.NOT_FOUND, "Not found", e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail gone(Gone e) {
        ProblemDetail problem = problem(HttpStatus.GONE, "Gone", e.getMessage());
        e.details().forEach(problem::setProperty);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail conflict(Conflict e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "Conflict", e.getMessage());
        e.details().forEach(problem::setProperty);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail tooLarge(RequestTooLarge e) {
        return withFaults(HttpStatus.CONTENT_TOO_LARGE, "Too large", e.faults());
    }

    @ExceptionHandler
    ProblemDetail stale(StaleDocument e) {
        return problem(HttpStatus.PRECONDITION_FAILED, "Changed meanwhile", e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail duplicate(DuplicateKeyException e) {
        log.debug("A unique index refused a write", e);
        return problem(HttpStatus.CONFLICT, "Conflict", "Something with this identity exists already.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequests e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfter().toSeconds()))
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", e.getMessage()));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception e) {
        log.warn("The database did not answer: {}", e.toString());
        return unavailable(
                "Database unavailable",
                "The database does not answer at the moment. Nothing was changed; try again shortly.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(Unavailable e) {
        log.warn("Something that is needed did not answer", e);
        return unavailable("Service unavailable", e.getMessage());
    }

    private static ResponseEntity<ProblemDetail> unavailable(String title, @Nullable String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, title, detail));
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception e) throws Exception {
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
            throw e;
        }
        log.error("A request failed unexpectedly", e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Internal error",
                "Something went wrong on our side. It has been logged with the time of this answer.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = unreadable(e.getCause());
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Fault> faults = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new Fault(
                        "/"
                                + error.getField()
                                        .replace('.', '/')
                                        .replace("[", "/")
                                        .replace("]", ""),
                        String.valueOf(error.getDefaultMessage())))
                .toList();
        return ResponseEntity.unprocessableContent()
                .headers(headers)
                .body(withFaults(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid input", faults));
    }

    private ProblemDetail unreadable(@Nullable Throwable cause) {
        if (cause != null && NestedExceptionUtils.getMostSpecificCause(cause) instanceof RequestTooLarge tooLarge) {
            return tooLarge(tooLarge);
        }
        return switch (cause) {
            case StreamReadException e -> misread(e);
            case StreamConstraintsException e -> misread(e);
            case JacksonException e when Fault.isAboutTheEnd(e) -> misread(e);
            case JacksonException e ->
                withFaults(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "Invalid input",
                        List.of(new Fault(Fault.pointer(e), "This value does not have the type that belongs here.")));
            case null, default ->
                withFaults(
                        HttpStatus.BAD_REQUEST,
                        "Unreadable body",
                        List.of(new Fault("", "The body is missing or is not valid JSON.")));
        };
    }

    private static ProblemDetail misread(JacksonException e) {
        return withFaults(HttpStatus.BAD_REQUEST, "Unreadable body", List.of(Fault.inJson(e)));
    }

    private static ProblemDetail withFaults(HttpStatus status, String title, List<Fault> faults) {
        ProblemDetail problem = problem(
                status,
                title,
                faults.size() == 1 ? faults.getFirst().detail() : faults.size() + " things are wrong with the input.");
        problem.setProperty("errors", faults);
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
