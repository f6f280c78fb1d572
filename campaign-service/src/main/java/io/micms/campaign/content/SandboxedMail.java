package io.micms.campaign.content;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A mail as a document of its own, to be shown in a frame. It runs nothing, submits nothing and has no origin, whoever
 * wrote it; images load as they do in a mail client.
 */
public final class SandboxedMail {

    private static final String POLICY =
            "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline' https:;"
                    + " font-src https: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self';"
                    + " sandbox allow-popups allow-popups-to-escape-sandbox";

    private SandboxedMail() {}

    public static ResponseEntity<String> of(String html) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .body(html);
    }
}
