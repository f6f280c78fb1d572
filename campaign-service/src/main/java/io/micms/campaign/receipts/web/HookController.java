package io.micms.campaign.receipts.web;

import io.micms.campaign.delivery.Links;
import io.micms.campaign.delivery.Receipts;
import io.micms.campaign.providers.ProviderProperties;
import io.micms.campaign.receipts.EmailEvent;
import io.micms.campaign.receipts.HookSignatures;
import io.micms.campaign.receipts.ReturnedMails;
import io.micms.campaign.receipts.SmsStatus;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.RequestTooLarge;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of messages, told by those who took them: {@code twilio}, {@code email} for a mail service, and
 * {@code smtp} for mail that came back, as it is. Who is not who they should be learns nothing else.
 */
@RestController
class HookController {

    private static final int BODY_AT_MOST = 1024 * 1024;
    private static final int EVENTS_AT_MOST = 1_000;
    private static final String TIMESTAMP = "X-Micms-Timestamp";
    private static final String SIGNATURE = "X-Micms-Signature";
    private static final String TWILIO_SIGNATURE = "X-Twilio-Signature";

    private final Receipts receipts;
    private final ReturnedMails returnedMails;
    private final HookSignatures signatures;
    private final Links links;
    private final ProviderProperties providers;
    private final String publicUrl;
    private final JsonMapper json;
    private final Clock clock;

    HookController(
            Receipts receipts,
            ReturnedMails returnedMails,
            HookSignatures signatures,
            Links links,
            ProviderProperties providers,
            @Value("${micms.public-url}") String publicUrl,
            JsonMapper json,
            Clock clock) {
        this.receipts = receipts;
        this.returnedMails = returnedMails;
        this.signatures = signatures;
        this.links = links;
        this.providers = providers;
        this.publicUrl = publicUrl;
        this.json = json;
        this.clock = clock;
    }

    record EventsRequest(@Nullable List<EmailEvent> events) {}

    @PostMapping("/hooks/{provider}")
    ResponseEntity<Void> take(@PathVariable String provider, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_AT_MOST + 1);
        if (body.length > BODY_AT_MOST) {
            throw new RequestTooLarge(BODY_AT_MOST);
        }
        return switch (provider) {
            case "twilio" -> twilio(request, body);
            case "email" -> signed(request, body) ? email(body) : refused();
            case "smtp" -> signed(request, body) ? smtp(body) : refused();
            default -> ResponseEntity.notFound().build();
        };
    }

    private ResponseEntity<Void> refused() {
        return ResponseEntity.status(signatures.isOn() ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND)
                .build();
    }

    private boolean signed(HttpServletRequest request, byte[] body) {
        return signatures.isSigned(request.getHeader(TIMESTAMP), request.getHeader(SIGNATURE), body);
    }

    private ResponseEntity<Void> twilio(HttpServletRequest request, byte[] body) {
        Map<String, List<String>> form = form(new String(body, StandardCharsets.UTF_8));
        String query = request.getQueryString();
        // As the provider was told it, whatever stands between it and here.
        String url = publicUrl + request.getRequestURI() + (query == null ? "" : "?" + query);
        if (!HookSignatures.isSignedByTwilio(
                providers.sms().authToken(), url, form, request.getHeader(TWILIO_SIGNATURE))) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        Optional<String> messageId = Optional.ofNullable(
                        form(query == null ? "" : query).get("message"))
                .map(List::getFirst)
                .flatMap(links::receiving);
        if (messageId.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        new SmsStatus(first(form, "MessageStatus"), form.containsKey("ErrorCode") ? first(form, "ErrorCode") : null)
                .tell(receipts, messageId.get(), clock.instant());
        return ResponseEntity.noContent().build();
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }

    private static Map<String, List<String>> form(String encoded) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    form.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                            .add(decoded(pair.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    // Nobody signs what cannot be read.
                    return Map.of();
                }
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private ResponseEntity<Void> email(byte[] body) {
        EventsRequest request;
        try {
            request = json.readValue(body, EventsRequest.class);
        } catch (JacksonException e) {
            throw new InvalidInput(Fault.pointer(e), "This cannot be read.");
        }
        List<EmailEvent> events = request.events() == null ? List.of() : request.events();
        if (events.isEmpty() || events.size() > EVENTS_AT_MOST) {
            throw new InvalidInput("/events", "A call tells 1 to %d events.".formatted(EVENTS_AT_MOST));
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) == null) {
                faults.add(new Fault("/events/" + i, "There is nothing here."));
            } else {
                events.get(i).check("/events/" + i, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        events.forEach(event -> event.tell(receipts, clock.instant()));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Void> smtp(byte[] body) {
        try {
            returnedMails.take(body);
            return ResponseEntity.noContent().build();
        } catch (MessagingException e) {
            throw new InvalidInput("", "This is not a mail (RFC 5322).");
        }
    }
}
