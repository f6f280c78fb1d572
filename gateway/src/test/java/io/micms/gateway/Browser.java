package io.micms.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the gateway's cookies and follows no redirect by itself. */
final class Browser {

    private static final Pattern HIDDEN = Pattern.compile("name=\"?(\\w+)\"? value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    Browser(int port) {
        this.gateway = URI.create("http://localhost:" + port);
    }

    record Answer(int status, HttpResponse<String> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String location() {
            return header("Location");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** As the UI sends it, with the token that the cookie carries. */
    Answer post(String path, String body) {
        return send("POST", path, body, "X-XSRF-TOKEN", String.valueOf(cookies.get("XSRF-TOKEN")));
    }

    Answer send(String method, String path, @Nullable String body, String... headers) {
        URI uri = gateway.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        // Cookies ignore ports, but the provider is on another host.
        boolean ours = uri.getHost().equals(gateway.getHost());
        if (ours && !cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = exchange(request.build());
        if (ours) {
            response.headers().allValues("Set-Cookie").forEach(this::keep);
        }
        return new Answer(response.statusCode(), response);
    }

    /** Goes through the whole login as one of the stand-in's people; the last answer, still to be followed. */
    Answer signIn(String login, String email) {
        Answer atGoogle = get(get(get(login).location()).location());
        Map<String, String> form = new LinkedHashMap<>();
        for (Matcher field = HIDDEN.matcher(atGoogle.body()); field.find(); ) {
            form.put(field.group(1), field.group(2).replace("&amp;", "&"));
        }
        form.put("account", email);
        URI authorize = atGoogle.response().uri().resolve("/authorize");
        HttpResponse<String> picked = exchange(HttpRequest.newBuilder(authorize)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
        return get(picked.headers().firstValue("Location").orElseThrow());
    }

    /** Opens a stream of events, to be closed. */
    HttpResponse<InputStream> open(String path) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Accept", "text/event-stream")
                .header("Cookie", "MICMS_SESSION=" + cookies.get("MICMS_SESSION"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    String cookie(String name) {
        return cookies.get(name);
    }

    void plant(String name, String value) {
        cookies.put(name, value);
    }

    private void keep(String header) {
        for (HttpCookie cookie : HttpCookie.parse(header)) {
            if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
