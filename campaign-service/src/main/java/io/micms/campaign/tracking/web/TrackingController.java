package io.micms.campaign.tracking.web;

import io.micms.campaign.tracking.Tracking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The image in mails, and their links. A token is checked before anything else is done for it. */
@RestController
class TrackingController {

    /** A GIF of one transparent pixel. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final String UNFIT = "\"<>\\^`{|}";

    private static final Duration OPEN_WAITS = Duration.ofSeconds(5);

    /** Whoever follows a link wants to get there, counted or not. */
    private static final Duration CLICK_WAITS = Duration.ofSeconds(1);

    private static final String UNKNOWN = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>This link does not work</title></head>
            <body style="font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem">
            <h1>This link does not work</h1>
            <p>It may have been cut off. Please use the link from the message as a whole.</p></body></html>
            """;

    private final Tracking tracking;

    TrackingController(Tracking tracking) {
        this.tracking = tracking;
    }

    /** Answered with the image only once the open is recorded. */
    @GetMapping("/o/{token}")
    ResponseEntity<byte[]> open(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        return tracking.opened(token, userAgent)
                .map(recorded -> isDone(recorded, OPEN_WAITS)
                        ? ResponseEntity.ok()
                                .contentType(MediaType.IMAGE_GIF)
                                .cacheControl(CacheControl.noStore())
                                .body(PIXEL)
                        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                                .header(HttpHeaders.RETRY_AFTER, "30")
                                .<byte[]>build())
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/c/{token}")
    ResponseEntity<String> click(
            @PathVariable String token,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        return tracking.clicked(token, userAgent)
                .map(click -> {
                    isDone(click.recorded(), CLICK_WAITS);
                    return ResponseEntity.status(HttpStatus.FOUND)
                            .header(HttpHeaders.LOCATION, location(click.url()))
                            .header("Referrer-Policy", "no-referrer")
                            .header("X-Robots-Tag", "noindex")
                            .cacheControl(CacheControl.noStore())
                            .<String>build();
                })
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .body(UNKNOWN));
    }

    /** As its author wrote it; what a header cannot hold is escaped (RFC 3986). */
    private static String location(String url) {
        StringBuilder location = new StringBuilder(url.length() + 16);
        for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
            int c = octet & 0xff;
            if (c <= ' ' || c >= 0x7f || UNFIT.indexOf(c) >= 0) {
                location.append("%%%02X".formatted(c));
            } else {
                location.append((char) c);
            }
        }
        return location.toString();
    }

    private static boolean isDone(CompletableFuture<Void> recorded, Duration patience) {
        try {
            recorded.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
