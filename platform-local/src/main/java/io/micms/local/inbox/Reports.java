package io.micms.local.inbox;

import com.icegreen.greenmail.mail.MovingMessage;
import io.micms.local.LocalPorts;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform what became of messages, as mail servers and SMS providers do: returned mail (RFC 3464) and complaints
 * (RFC 5965) by the platform's door for them, and the callbacks of Twilio's API.
 */
final class Reports implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final @Nullable String platform;
    private final @Nullable String hookSecret;
    private final String smsToken;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param platform its public address; null to tell it nothing of mail
     * @param hookSecret what calls of its doors are signed with; null to tell it nothing of mail
     * @param smsToken what callbacks are signed with
     */
    Reports(@Nullable String platform, @Nullable String hookSecret, String smsToken) {
        this.platform = platform;
        this.hookSecret = hookSecret;
        this.smsToken = smsToken;
    }

    static Reports none() {
        return new Reports(null, null, "");
    }

    void ofMail(MovingMessage envelope) {
        String secret = hookSecret;
        if (platform == null || platform.isBlank() || secret == null || secret.isBlank()) {
            return;
        }
        envelope.getToAddresses().forEach(recipient -> {
            String mail = report(Plays.ofAddress(recipient.getEmail()), recipient.getEmail(), envelope);
            if (mail != null) {
                couriers.execute(() -> post(platform + "/hooks/smtp", secret, mail));
            }
        });
    }

    private static @Nullable String report(Plays play, String recipient, MovingMessage envelope) {
        return switch (play) {
            case BOUNCE -> returned(recipient, envelope, "5.1.1", "550 5.1.1 There is no such address here");
            case SOFT_BOUNCE -> returned(recipient, envelope, "5.2.2", "552 5.2.2 The mailbox is full");
            case COMPLAINT -> complaint(envelope);
            default -> null;
        };
    }

    private static String returned(String recipient, MovingMessage envelope, String status, String diagnostic) {
        return """
                From: Mail Delivery System <mailer-daemon@localhost>
                To: <%s>
                Date: %s
                Subject: Undelivered mail
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="report"

                --report
                Content-Type: text/plain

                Your mail could not be delivered.

                --report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; localhost

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; %s

                %s""".formatted(
                        envelope.getReturnPath().getEmail(), now(), recipient, status, diagnostic, original(envelope));
    }

    private static String complaint(MovingMessage envelope) {
        return """
                From: Complaints <feedback@localhost>
                To: <%s>
                Date: %s
                Subject: Complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="report"

                --report
                Content-Type: text/plain

                Somebody called this mail spam.

                --report
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Mi-CMS-Inbox/1.0
                Version: 1

                %s""".formatted(envelope.getReturnPath().getEmail(), now(), original(envelope));
    }

    private static String original(MovingMessage envelope) {
        try {
            return """
                    --report
                    Content-Type: text/rfc822-headers

                    Message-ID: %s
                    Subject: (the mail)

                    --report--
                    """.formatted(
                            Objects.requireNonNullElse(envelope.getMessage().getMessageID(), "<none@localhost>"));
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail without headers was taken", e);
        }
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    }

    private void post(String url, String secret, String mail) {
        String body = mail.replace("\n", "\r\n");
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        String signature = HexFormat.of().formatHex(hmac("HmacSHA256", secret, timestamp + "." + body));
        send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "message/rfc822")
                .header("X-Micms-Timestamp", timestamp)
                .header("X-Micms-Signature", "v1=" + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** @param callback where to tell it; nobody is told where the sender gave none */
    void ofSms(ReceivedMessage sms, @Nullable String callback) {
        if (callback == null || callback.isBlank() || smsToken.isEmpty()) {
            return;
        }
        boolean undelivered = Plays.ofNumber(sms.to().getFirst()) == Plays.UNDELIVERED;
        couriers.execute(() -> {
            call(callback, sms, "sent", null);
            call(callback, sms, undelivered ? "undelivered" : "delivered", undelivered ? "30005" : null);
        });
    }

    private void call(String callback, ReceivedMessage sms, String status, @Nullable String errorCode) {
        Map<String, String> form = new TreeMap<>();
        form.put("MessageSid", sms.id());
        form.put("SmsSid", sms.id());
        form.put("MessageStatus", status);
        form.put("SmsStatus", status);
        form.put("To", sms.to().getFirst());
        form.put("From", sms.from());
        if (errorCode != null) {
            form.put("ErrorCode", errorCode);
        }
        StringBuilder signed = new StringBuilder(callback);
        form.forEach((name, value) -> signed.append(name).append(value));
        String signature = Base64.getEncoder().encodeToString(hmac("HmacSHA1", smsToken, signed.toString()));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        send(HttpRequest.newBuilder(URI.create(callback))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A platform that is not there yet is told a little later. */
    private void send(HttpRequest.Builder request) {
        HttpRequest ready = request.timeout(PATIENCE).build();
        if (!ready.uri().getHost().equals("localhost") && !ready.uri().getHost().equals(LocalPorts.HOST)) {
            // Nobody else's machine is told what is only played here.
            return;
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<Void> response = http.send(ready, HttpResponse.BodyHandlers.discarding());
                if (response.statusCode() < 500) {
                    return;
                }
            } catch (IOException e) {
                // Tried again below.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                Thread.sleep(Duration.ofSeconds(attempt));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static byte[] hmac(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        couriers.shutdownNow();
        http.shutdownNow();
    }
}
