package io.micms.local.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A request that has been read. */
public final class Request {

    /** The two halves of an {@code Authorization: Basic} header. */
    public record BasicCredentials(String name, String secret) {}

    private final Headers headers;
    private final Map<String, String> query;
    private final Map<String, String> form;
    private final Matcher path;

    private Request(Headers headers, Map<String, String> query, Map<String, String> form, Matcher path) {
        this.headers = headers;
        this.query = query;
        this.form = form;
        this.path = path;
    }

    static Request of(HttpExchange exchange, Matcher path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        return new Request(
                exchange.getRequestHeaders(),
                parameters(exchange.getRequestURI().getRawQuery()),
                type.startsWith("application/x-www-form-urlencoded") ? parameters(body) : Map.of(),
                path);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Every query parameter in the order of the address; of a repeated one the last. */
    public Map<String, String> query() {
        return query;
    }

    public Optional<String> form(String name) {
        return Optional.ofNullable(form.get(name));
    }

    /** Every field of a posted form in its order; of a repeated one the last. */
    public Map<String, String> form() {
        return form;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The path segment that the n-th {@code *} of the route stands for, from 1. */
    public String segment(int n) {
        return path.group(n);
    }

    /** Empty also where the header is not basic authentication or cannot be read. */
    public Optional<BasicCredentials> basicCredentials() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                .flatMap(value -> decoded(value.substring(6).trim()));
    }

    private static Optional<BasicCredentials> decoded(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(decode(name), decode(value));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign stands for itself.
            return text;
        }
    }
}
