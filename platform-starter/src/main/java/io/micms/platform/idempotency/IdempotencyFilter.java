package io.micms.platform.idempotency;

import io.micms.platform.problem.Conflict;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.InvalidParameter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a repeated POST with the answer to the first one, where both carry the same {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header). Only what succeeded is remembered: a refused request may be mended and
 * sent again under its key.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String CREATION_ID = IdempotencyFilter.class.getName() + ".creationId";

    private static final int LONGEST_KEY = 255;
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    private final KeyedRequests requests;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(KeyedRequests requests, HandlerExceptionResolver problems) {
        this.requests = requests;
        this.problems = problems;
    }

    /** Uploads are streamed and have ways of their own to be repeated; only JSON is short enough to be read twice. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || request.getContentType() != null
                        && !request.getContentType().startsWith(MediaType.APPLICATION_JSON_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER).strip();
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            refuse(request, response, new InvalidParameter(HEADER, "An Idempotency-Key has 1 to 255 characters."));
            return;
        }
        RepeatableRequest repeatable = RepeatableRequest.of(request);
        String fingerprint = digest(repeatable.body());
        var claim = requests.claim(digest(identity(request, key)), fingerprint);
        if (claim.mine()) {
            carryOut(claim.request(), repeatable, response, chain);
        } else if (!claim.request().fingerprint().equals(fingerprint)) {
            refuse(
                    request,
                    response,
                    new InvalidInput(List.of(
                            new Fault("", "This Idempotency-Key was used for another request; use a new one."))));
        } else if (claim.request().answer() == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(
                    request,
                    response,
                    new Conflict("The first request with this Idempotency-Key is still being answered."));
        } else {
            replay(claim.request().answer(), response);
        }
    }

    private void carryOut(
            KeyedRequest claimed, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(CREATION_ID, claimed.creationId());
        ContentCachingResponseWrapper cached = new ContentCachingResponseWrapper(response);
        boolean finished = false;
        try {
            chain.doFilter(request, cached);
            HttpStatusCode status = HttpStatusCode.valueOf(cached.getStatus());
            if (status.is2xxSuccessful()) {
                requests.answered(
                        claimed,
                        new KeyedRequest.Answer(
                                cached.getStatus(), keptHeaders(cached), cached.getContentAsByteArray()));
                finished = true;
            } else if (status.is4xxClientError()) {
                requests.forget(claimed);
                finished = true;
            }
        } finally {
            if (!finished) {
                requests.release(claimed);
            }
        }
        cached.copyBodyToResponse();
    }

    private static Map<String, String> keptHeaders(HttpServletResponse response) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT_HEADERS) {
            String value = response.getHeader(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static void replay(KeyedRequest.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answer.body());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Exception problem) {
        problems.resolveException(request, response, null, problem);
    }

    private static byte[] identity(HttpServletRequest request, String key) {
        Principal caller = request.getUserPrincipal();
        return String.join("\n", caller == null ? "" : caller.getName(), request.getRequestURI(), key)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JRE has SHA-256", e);
        }
    }
}
