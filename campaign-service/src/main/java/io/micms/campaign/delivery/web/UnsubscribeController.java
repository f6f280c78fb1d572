package io.micms.campaign.delivery.web;

import io.micms.campaign.delivery.Unsubscribing;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The unsubscribe page, and the one-click POST of RFC 8058. Both work without signing in and without JavaScript. */
@RestController
class UnsubscribeController {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>%1$s</title>
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1f2937}
            button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#4338ca;color:#fff}</style>
            </head>
            <body><h1>%1$s</h1><p>%2$s</p>%3$s</body>
            </html>
            """;

    private final Unsubscribing unsubscribing;

    UnsubscribeController(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    /** Only asks: mail scanners follow links, and must not unsubscribe anybody. */
    @GetMapping("/u/{token}")
    ResponseEntity<String> ask(@PathVariable String token) {
        return unsubscribing.isValid(token)
                ? page(
                        HttpStatus.OK,
                        "Unsubscribe",
                        "You will get no more of these messages.",
                        "<form method=\"post\"><button>Unsubscribe</button></form>")
                : unknown();
    }

    @PostMapping("/u/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        return unsubscribing.unsubscribe(token)
                ? page(HttpStatus.OK, "You are unsubscribed", "You will get no more of these messages.", "")
                : unknown();
    }

    private static ResponseEntity<String> unknown() {
        return page(
                HttpStatus.NOT_FOUND,
                "This link does not work",
                "It may have been cut off. Please use the link from the message as a whole.",
                "");
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String text, String form) {
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(PAGE.formatted(title, text, form));
    }
}
