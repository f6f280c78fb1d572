package io.micms.local.inbox;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxTest {

    private static final String SMS_PATH = "/2010-04-01/Accounts/AC1/Messages.json";

    private final HttpClient http = HttpClient.newHttpClient();
    private Inbox inbox;

    @BeforeEach
    void start() {
        inbox = Inbox.start(0, 0);
    }

    @AfterEach
    void stop() {
        inbox.close();
        http.close();
    }

    @Test
    void showsAMailWithBothBodiesAndItsHeaders() throws Exception {
        send(List.of("asha@example.com"), "Grüße, Asha <3", "Hello", "<p>Hello <script>alert(1)</script></p>");

        await().until(() -> !inbox.messages().isEmpty());
        JsonNode message = json("/api/messages?channel=email&to=ASHA@example.com")
                .get("items")
                .get(0);
        assertThat(message.get("channel").asString()).isEqualTo("email");
        assertThat(message.get("to").get(0).asString()).isEqualTo("asha@example.com");
        assertThat(message.get("subject").asString()).isEqualTo("Grüße, Asha <3");
        assertThat(message.get("text").asString()).isEqualTo("Hello");
        assertThat(message.get("html").asString()).startsWith("<p>Hello");
        assertThat(message.get("headers").get("List-Unsubscribe-Post").asString())
                .isEqualTo("List-Unsubscribe=One-Click");
        assertThat(json("/api/messages?to=other@example.com").get("items")).isEmpty();

        String id = message.get("id").asString();
        assertThat(get("/").body()).contains("Grüße, Asha &lt;3").doesNotContain("alert(1)");
        assertThat(get("/messages/" + id).body()).contains("<iframe").contains("sandbox=");
        HttpResponse<String> html = get("/messages/" + id + "/html");
        assertThat(html.body()).contains("<p>Hello");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("sandbox")
                .doesNotContain("allow-scripts");
    }

    @Test
    void takesAMailForSeveralRecipientsOnce() throws Exception {
        send(List.of("a@example.com", "b@example.com"), "Both", "Hello", "<p>Hello</p>");
        send(List.of("c@example.com"), "Last", "Hello", "<p>Hello</p>");

        await().until(() -> inbox.messages().size() >= 2);
        assertThat(inbox.messages()).extracting(ReceivedMessage::subject).containsExactly("Last", "Both");
        assertThat(inbox.messages().get(1).to()).containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void takesATextMessageAsTwilioDoes() throws Exception {
        HttpResponse<String> taken =
                post(SMS_PATH, "To=%2B919812345678&From=%2B15005550006&Body=Hello+Asha", "AC1:secret");

        assertThat(taken.statusCode()).isEqualTo(201);
        JsonNode resource = JsonMapper.shared().readTree(taken.body());
        assertThat(resource.get("sid").asString()).matches("SM[0-9a-f]{32}");
        assertThat(resource.get("status").asString()).isEqualTo("queued");
        JsonNode message = json("/api/messages?channel=sms").get("items").get(0);
        assertThat(message.get("text").asString()).isEqualTo("Hello Asha");
        assertThat(message.get("to").get(0).asString()).isEqualTo("+919812345678");

        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(inbox.url() + "/api/messages"))
                                        .DELETE()
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);
        assertThat(json("/api/messages").get("items")).isEmpty();
    }

    @Test
    void refusesTextMessagesAsTwilioDoes() throws Exception {
        String good = "To=%2B919812345678&From=%2B15005550006&Body=Hello";
        assertThat(post(SMS_PATH, good, "AC2:secret").statusCode()).isEqualTo(401);
        assertThat(post(SMS_PATH, good, null).statusCode()).isEqualTo(401);
        HttpResponse<String> invalid = post(SMS_PATH, "To=12&From=%2B15005550006&Body=Hello", "AC1:secret");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(invalid.body()).get("code").asInt())
                .isEqualTo(21211);
        assertThat(inbox.messages()).isEmpty();
    }

    @Test
    void whatItTookOutlivesIt(@TempDir Path directory) throws Exception {
        inbox.close();
        inbox = Inbox.start(directory, 0, 0);
        send(List.of("asha@example.com"), "Grüße", "Hello", "<p>Hello</p>");
        post(SMS_PATH, "To=%2B919812345678&From=%2B15005550006&Body=Hello+Asha", "AC1:secret");
        List<ReceivedMessage> taken = inbox.messages();
        assertThat(taken).hasSize(2);
        Path file = directory.resolve("messages.jsonl");
        byte[] whole = Files.readAllBytes(file);

        // As a process leaves it that is killed in the middle of a line, and of a letter.
        inbox.close();
        Files.write(file, Arrays.copyOf("{\"id\":\"EM\",\"subject\":\"ü".getBytes(StandardCharsets.UTF_8), 23), APPEND);
        inbox = Inbox.start(directory, 0, 0);

        assertThat(inbox.messages()).isEqualTo(taken);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        send(List.of("ben@example.com"), "Hello", "Hello", "<p>Hello</p>");
        assertThat(inbox.messages()).extracting(ReceivedMessage::number).containsExactly(3L, 2L, 1L);
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void givesWhatItHasInPages() throws Exception {
        for (int i = 1; i <= 3; i++) {
            post(SMS_PATH, "To=%2B919812345678&From=%2B15005550006&Body=Hello" + i, "AC1:secret");
            send(List.of("asha@example.com"), "Mail " + i, "Hello", "<p>Hello</p>");
        }
        await().until(() -> inbox.messages().size() == 6);

        JsonNode first = json("/api/messages?channel=email&bodies=false&limit=2");
        // What comes meanwhile moves no page.
        send(List.of("asha@example.com"), "Mail 4", "Hello", "<p>Hello</p>");
        JsonNode last = json("/api/messages?channel=email&bodies=false&limit=2&cursor="
                + first.get("nextCursor").asString());

        assertThat(first.get("items")
                        .valueStream()
                        .map(mail -> mail.get("subject").asString()))
                .containsExactly("Mail 3", "Mail 2");
        assertThat(last.get("items")
                        .valueStream()
                        .map(mail -> mail.get("subject").asString()))
                .containsExactly("Mail 1");
        assertThat(last.get("nextCursor").isNull()).isTrue();
        assertThat(last.get("items").get(0).propertyNames())
                .containsExactly("id", "channel", "from", "to", "subject", "receivedAt");
        JsonNode text = json("/api/messages?channel=sms&limit=1");
        assertThat(text.at("/items/0/text").asString()).isEqualTo("Hello3");
        assertThat(json("/api/messages?channel=sms&limit=1&cursor="
                                + text.get("nextCursor").asString())
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("Hello2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=1001                                  | limit is a whole number from 1 to 1000.
            limit=many                                  | limit is a whole number from 1 to 1000.
            cursor=SM12                                 | This cursor was not made by us; start again without it.
            cursor=EMffffffffffffffffffffffffffffffff   | This cursor was not made by us; start again without it.
            bodies=no                                   | bodies is true or false.
            channel=pigeon                              | channel is email or sms.""")
    void saysWhatItCannotBeAsked(String query, String detail) throws Exception {
        HttpResponse<String> refused = get("/api/messages?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(refused.body()).get("detail").asString())
                .isEqualTo(detail);
    }

    @Test
    void acknowledgesNothingThatItCannotKeep(@TempDir Path directory) throws Exception {
        inbox.close();
        inbox = Inbox.start(directory, 0, 0);
        inbox.messages.close();

        assertThatThrownBy(() -> send(List.of("asha@example.com"), "Hello", "Hello", "<p>Hello</p>"))
                .hasStackTraceContaining("451");
        assertThat(inbox.messages()).isEmpty();
    }

    private void send(List<String> to, String subject, String text, String html) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(inbox.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom("news@shop.example");
        for (String recipient : to) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        mail.setSubject(subject, "UTF-8");
        mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=utf-8");
        mail.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(mail);
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(inbox.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String credentials) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(inbox.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (credentials != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
