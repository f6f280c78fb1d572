package io.micms.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person at the gateway, with a browser's cookies and redirects but no browser. */
public final class SignedIn {

    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*type=\"?hidden\"?[^>]*name=\"?([\\w-]+)\"?[^>]*value=\"([^\"]*)\"");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private SignedIn(URI gateway) {
        this.gateway = gateway;
    }

    /** Nobody yet. */
    static SignedIn nobody(URI gateway) {
        return new SignedIn(gateway);
    }

    /** Signs in through the stand-in for Google, by the same redirects that a browser follows. */
    public static SignedIn as(URI gateway, String email) {
        SignedIn person = new SignedIn(gateway);
        person.signIn(email);
        return person;
    }

    HttpResponse<String> signIn(String email) {
        HttpResponse<String> chooser = send(HttpRequest.newBuilder(gateway.resolve("/login")));
        assertThat(chooser.statusCode()).as(chooser.body()).isEqualTo(200);
        assertThat(chooser.uri().getHost()).isEqualTo("127.0.0.1");
        Matcher hidden = HIDDEN.matcher(chooser.body());
        String form = hidden.results()
                .map(field -> encode(field.group(1)) + "="
                        + encode(field.group(2).replace("&amp;", "&").replace("&#39;", "'")))
                .collect(Collectors.joining("&"));
        HttpResponse<String> landed = send(HttpRequest.newBuilder(chooser.uri().resolve("/authorize"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&account=" + encode(email))));
        assertThat(landed.uri().getAuthority()).as("where the sign-in ended").isEqualTo(gateway.getAuthority());
        return landed;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public JsonNode get(String path) {
        HttpResponse<String> response = request("GET", path, null);
        assertThat(response.statusCode())
                .as("GET %s: %s", path, response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    public JsonNode post(String path, String body) {
        HttpResponse<String> response = request("POST", path, body);
        assertThat(response.statusCode())
                .as("POST %s: %s", path, response.body())
                .isBetween(200, 204);
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    HttpResponse<String> request(String method, String path, @org.jspecify.annotations.Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("accept", path.equals("/mcp") ? "application/json, text/event-stream" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request);
    }

    /** The lines of the gateway's server-sent events, as they come; to be closed. */
    Stream<String> listen() {
        return send(
                        HttpRequest.newBuilder(gateway.resolve("/api/stream")).header("accept", "text/event-stream"),
                        HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
