package io.micms.campaign.delivery.web;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.campaign.content.Channel;
import io.micms.campaign.delivery.Unsubscribing;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The unsubscribe page, the one-click POST of RFC 8058, and the page of what somebody wants to get. All work without
 * signing in and without JavaScript, and no GET changes anything: mail scanners follow links.
 */
@RestController
class UnsubscribeController {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src https:;"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="robots" content="noindex"><title>%1$s</title>
            <style>:root{color-scheme:light dark}
            body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1f2937;background:#fff}
            img{max-height:3rem}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:%2$s;color:%3$s;cursor:pointer}
            button.plain{background:none;color:inherit;text-decoration:underline;padding:0}label{display:block;margin:.5rem 0}
            @media(prefers-color-scheme:dark){body{color:#f3f4f6;background:#111827}}</style>
            </head>
            <body><header>%4$s</header><main><h1>%1$s</h1>%5$s</main></body>
            </html>
            """;

    private final Unsubscribing unsubscribing;
    private final Brands brands;

    UnsubscribeController(Unsubscribing unsubscribing, Brands brands) {
        this.unsubscribing = unsubscribing;
        this.brands = brands;
    }

    @GetMapping("/u/{token}")
    ResponseEntity<String> ask(@PathVariable String token) {
        return unsubscribing
                .message(token)
                .map(message ->
                        page(HttpStatus.OK, "Unsubscribe", """
                        <p>%s will send you no more %s of this kind.</p>
                        <form method="post" action="/u/%s"><button>Unsubscribe</button></form>
                        <p><a href="/u/%3$s/preferences">Choose what you get</a></p>""".formatted(brandName(), kind(message.channel()), token)))
                .orElseGet(this::unknown);
    }

    /** By the button of the page, or by a mail client's. */
    @PostMapping("/u/{token}")
    ResponseEntity<String> unsubscribe(@PathVariable String token) {
        return unsubscribing
                .unsubscribe(token)
                .map(message -> page(HttpStatus.OK, "You are unsubscribed", """
                        <p>You will get no more %s from %s.</p>
                        <form method="post" action="/u/%s/undo"><p>Was that a mistake?
                        <button class="plain">Subscribe again</button></p></form>""".formatted(
                                kind(message.channel()), brandName(), token)))
                .orElseGet(this::unknown);
    }

    @PostMapping("/u/{token}/undo")
    ResponseEntity<String> resubscribe(@PathVariable String token) {
        return unsubscribing
                .resubscribe(token)
                .map(message -> page(
                        HttpStatus.OK,
                        "You are subscribed again",
                        unsubscribing.isHeldBack(message)
                                ? "<p>Your wish is noted. At the moment %s sends you no %s for another reason, though; please get in touch.</p>"
                                        .formatted(brandName(), kind(message.channel()))
                                : "<p>You will get %s from %s again.</p>"
                                        .formatted(kind(message.channel()), brandName())))
                .orElseGet(this::unknown);
    }

    @GetMapping("/u/{token}/preferences")
    ResponseEntity<String> preferences(@PathVariable String token) {
        return unsubscribing
                .message(token)
                .map(message -> choices(token, unsubscribing.channels(message), ""))
                .orElseGet(this::unknown);
    }

    @PostMapping("/u/{token}/preferences")
    ResponseEntity<String> choose(
            @PathVariable String token,
            @RequestParam(name = "channel", required = false) @Nullable Set<Channel> wanted) {
        Set<Channel> chosen = wanted == null || wanted.isEmpty() ? EnumSet.noneOf(Channel.class) : wanted;
        // As they chose: what they agreed to comes back from customer-service only in a moment.
        return unsubscribing
                .choose(token, chosen)
                .map(message -> choices(token, chosen, "<p role=\"status\">Your choice is saved.</p>"))
                .orElseGet(this::unknown);
    }

    private ResponseEntity<String> choices(String token, Set<Channel> chosen, String said) {
        String boxes = Arrays.stream(Channel.values())
                .map(channel -> "<label><input type=\"checkbox\" name=\"channel\" value=\"%s\"%s> %s</label>"
                        .formatted(channel, chosen.contains(channel) ? " checked" : "", label(channel)))
                .collect(Collectors.joining());
        return page(HttpStatus.OK, "What you get from " + brandName(), """
                %s<form method="post" action="/u/%s/preferences">%s<button>Save</button></form>""".formatted(said, token, boxes));
    }

    private ResponseEntity<String> unknown() {
        return page(
                HttpStatus.NOT_FOUND,
                "This link does not work",
                "<p>It may have been cut off. Please use the link from the message as a whole.</p>");
    }

    private static String kind(Channel channel) {
        return channel == Channel.EMAIL ? "e-mails" : "text messages";
    }

    private static String label(Channel channel) {
        return channel == Channel.EMAIL ? "E-mail" : "Text messages";
    }

    private String brandName() {
        return HtmlUtils.htmlEscape(brands.current().displayName());
    }

    /** @param content and title as HTML; a token that gets here is ours, and one that is not is not shown */
    private ResponseEntity<String> page(HttpStatus status, String title, String content) {
        Brand brand = brands.current();
        String logo = brand.logoUrl() == null
                ? brandName()
                : "<img src=\"%s\" alt=\"%s\">".formatted(HtmlUtils.htmlEscape(brand.logoUrl()), brandName());
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .cacheControl(CacheControl.noStore())
                .body(PAGE.formatted(title, brand.accent(), brand.onAccent(), logo, content));
    }
}
