package io.micms.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inbox plays is told to the platform as the world would tell it. */
class PlaysTest {

    private record Call(
            String path,
            String body,
            @Nullable String timestamp,
            @Nullable String signature,
            @Nullable String twilioSignature) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer platform;
    private Inbox inbox;

    @BeforeEach
    void start() throws Exception {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            calls.add(new Call(
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("X-Micms-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Micms-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Twilio-Signature")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        platform.start();
        inbox = Inbox.startTelling(0, 0, url(), "hook-secret", "sms-token");
    }

    private String url() {
        return "http://localhost:" + platform.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        inbox.close();
        platform.stop(0);
    }

    private void send(String to) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(inbox.smtpPort()));
        settings.put("mail.smtp.from", "bounces+tag@mi-cms.example");
        MimeMessage mail = new MimeMessage(Session.getInstance(settings)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<a.b.0.0@mi-cms.example>");
            }
        };
        mail.setFrom(new InternetAddress("hello@mi-cms.example"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject("Hello");
        mail.setText("Hello");
        Transport.send(mail);
    }

    private static String hmac(String algorithm, String secret, String text, boolean hex) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return hex ? HexFormat.of().formatHex(code) : Base64.getEncoder().encodeToString(code);
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndABusyOnePutOff() {
        assertThatThrownBy(() -> send("bounce@example.com"))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.1.1");
        assertThatThrownBy(() -> send("busy+1@example.com")).hasStackTraceContaining("451 4.3.0");
        assertThat(inbox.messages()).isEmpty();
        assertThat(calls).isEmpty();
    }

    @Test
    void aMailThatComesBackIsSignedAndNamesItsMessage() throws Exception {
        send("late-bounce+x@example.com");

        await().untilAsserted(() -> assertThat(calls).hasSize(1));
        Call call = calls.getFirst();
        assertThat(call.path()).isEqualTo("/hooks/smtp");
        assertThat(call.signature())
                .isEqualTo("v1=" + hmac("HmacSHA256", "hook-secret", call.timestamp() + "." + call.body(), true));
        assertThat(call.body())
                .contains("report-type=delivery-status", "Action: failed", "Status: 5.1.1")
                .contains("To: <bounces+tag@mi-cms.example>")
                .contains("Message-ID: <a.b.0.0@mi-cms.example>");
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void fullMailboxesAndComplaintsAreToldAndOthersAreNot() throws Exception {
        send("soft-bounce@example.com");
        await().untilAsserted(() -> assertThat(calls).hasSize(1));
        send("complain@example.com");
        await().untilAsserted(() -> assertThat(calls).hasSize(2));
        send("asha@example.com");

        await().untilAsserted(() -> assertThat(inbox.messages()).hasSize(3));
        assertThat(calls.get(0).body()).contains("Status: 5.2.2");
        assertThat(calls.get(1).body()).contains("report-type=feedback-report", "Feedback-Type: abuse");
        assertThat(calls).hasSize(2);
    }

    private HttpResponse<String> sms(String to) throws Exception {
        String body = "To=%s&From=%%2B15005550006&Body=Hello&StatusCallback=%s"
                .formatted(
                        URLEncoder.encode(to, StandardCharsets.UTF_8),
                        URLEncoder.encode(url() + "/hooks/twilio?message=m", StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(inbox.url() + "/2010-04-01/Accounts/AC1/Messages.json"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header(
                                    "Authorization",
                                    "Basic " + Base64.getEncoder().encodeToString("AC1:sms-token".getBytes()))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void anSmsHasItsStatusesCalledBackSigned() throws Exception {
        assertThat(sms("+919812345678").statusCode()).isEqualTo(201);

        await().untilAsserted(() -> assertThat(calls).hasSize(2));
        assertThat(calls).extracting(Call::path).containsOnly("/hooks/twilio?message=m");
        assertThat(calls.get(1).body()).contains("MessageStatus=delivered");
        String id = inbox.messages().getFirst().id();
        String signed = url() + "/hooks/twilio?message=mFrom+15005550006MessageSid" + id
                + "MessageStatusdeliveredSmsSid" + id + "SmsStatusdeliveredTo+919812345678";
        assertThat(calls.get(1).twilioSignature()).isEqualTo(hmac("HmacSHA1", "sms-token", signed, false));
    }

    @Test
    void someNumbersGetNoSms() throws Exception {
        assertThat(sms("+919812340009").body()).contains("21614");
        assertThat(sms("+919812340005").statusCode()).isEqualTo(201);

        await().untilAsserted(() -> assertThat(calls).hasSize(2));
        assertThat(calls.get(1).body()).contains("MessageStatus=undelivered").contains("ErrorCode=30005");
    }
}
