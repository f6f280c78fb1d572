package io.micms.local.inbox;

import io.micms.local.inbox.ReceivedMessage.Channel;
import io.micms.local.web.Reply;
import io.micms.local.web.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes text messages the way <a href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio's message resource</a>
 * does.
 */
final class SmsDoor {

    private final ReceivedMessages messages;
    private final Reports reports;

    SmsDoor(ReceivedMessages messages, Reports reports) {
        this.messages = messages;
        this.reports = reports;
    }

    Reply take(Request request) {
        String account = request.segment(1);
        Optional<Request.BasicCredentials> credentials = request.basicCredentials();
        if (credentials.isEmpty() || !credentials.get().name().equals(account)) {
            return refusal(401, 20003, "Authenticate").with("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        String to = request.form("To").orElse("");
        String body = request.form("Body").orElse("");
        String from = request.form("From")
                .or(() -> request.form("MessagingServiceSid"))
                .orElse("");
        if (to.isBlank()) {
            return refusal(400, 21604, "A 'To' phone number is required.");
        }
        if (!to.matches("\\+[1-9]\\d{6,14}")) {
            return refusal(400, 21211, "Invalid 'To' Phone Number: " + to);
        }
        if (Plays.ofNumber(to) == Plays.NO_MOBILE) {
            return refusal(400, 21614, "'To' number is not a valid mobile number: " + to);
        }
        if (from.isBlank()) {
            return refusal(400, 21603, "A 'From' phone number is required.");
        }
        if (body.isEmpty()) {
            return refusal(400, 21602, "Message body is required.");
        }
        Instant now = Instant.now();
        ReceivedMessage message = messages.add(number -> new ReceivedMessage(
                ReceivedMessage.id(Channel.SMS, number),
                Channel.SMS,
                from,
                List.of(to),
                "",
                body,
                null,
                Map.of(),
                now));
        reports.ofSms(message, request.form("StatusCallback").orElse(null));
        return Reply.json(201, resource(account, message));
    }

    private static Map<String, Object> resource(String account, ReceivedMessage message) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("sid", message.id());
        resource.put("account_sid", account);
        resource.put("from", message.from());
        resource.put("to", message.to().getFirst());
        resource.put("body", message.text());
        resource.put("status", "queued");
        resource.put("direction", "outbound-api");
        resource.put("num_segments", "1");
        resource.put("num_media", "0");
        resource.put("api_version", "2010-04-01");
        resource.put(
                "date_created",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(message.receivedAt().atOffset(ZoneOffset.UTC)));
        resource.put("error_code", null);
        resource.put("error_message", null);
        resource.put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + message.id() + ".json");
        return resource;
    }

    private static Reply refusal(int status, int code, String message) {
        return Reply.json(
                status,
                Map.of(
                        "status",
                        status,
                        "code",
                        code,
                        "message",
                        message,
                        "more_info",
                        "https://www.twilio.com/docs/errors/" + code));
    }
}
