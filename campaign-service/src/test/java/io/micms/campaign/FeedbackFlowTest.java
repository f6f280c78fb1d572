package io.micms.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micms.campaign.delivery.Message;
import io.micms.campaign.providers.StatusCallbacks;
import io.micms.campaign.receipts.ReturnedMails;
import io.micms.local.inbox.Inbox;
import io.micms.local.inbox.ReceivedMessage;
import io.micms.platform.security.Role;
import io.micms.platform.testing.Contracts;
import io.micms.platform.testing.KafkaProbe;
import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What comes back of messages, through the doors that recipients, mail servers and providers come by. */
@MiCmsTest
class FeedbackFlowTest {

    private static final String SECRET = "hook-secret";
    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36";
    private static final GreenMail MAILBOX = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private static final Inbox INBOX = Inbox.start(0, 0);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static KafkaProbe kafka;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private MeterRegistry meters;

    @MockitoSpyBean
    private ReturnedMails returnedMails;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        MAILBOX.start();
        MAILBOX.setUser("bounces@mi-cms.example", "bounces", "secret");
        properties.add("micms.delivery.smtp.host", () -> "127.0.0.1");
        properties.add("micms.delivery.smtp.port", INBOX::smtpPort);
        properties.add("micms.delivery.smtp.bounces", () -> "bounces@mi-cms.example");
        properties.add("micms.delivery.sms.base-url", INBOX::url);
        properties.add("micms.delivery.sms.account-sid", () -> "AC1");
        properties.add("micms.delivery.sms.auth-token", () -> "sms-token");
        properties.add("micms.receipts.secret", () -> SECRET);
        properties.add("micms.receipts.imap.host", () -> "127.0.0.1");
        properties.add("micms.receipts.imap.port", () -> MAILBOX.getImap().getPort());
        properties.add("micms.receipts.imap.username", () -> "bounces");
        properties.add("micms.receipts.imap.password", () -> "secret");
        properties.add("micms.receipts.imap.ssl", () -> "false");
        properties.add("micms.receipts.imap.every", () -> "200ms");
    }

    @BeforeAll
    static void connect() {
        kafka = KafkaProbe.ofTests();
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
        MAILBOX.stop();
        INBOX.close();
    }

    /** A customer with an address, and what was sent to them. */
    private record Sent(String customer, String address, String message, ReceivedMessage received) {

        String link(String kind) {
            Matcher link = Pattern.compile("http://localhost:8080(/" + kind + "/[\\w-]+)")
                    .matcher(received.html() == null ? String.valueOf(received.text()) : received.html());
            assertThat(link.find()).isTrue();
            return link.group(1);
        }
    }

    private Sent sent(String name) throws Exception {
        return sent(name, """
                {"subject":"Hi {{ customer.firstName }}","preheader":"Look inside",
                "html":"<h1>Hello</h1><p>{{ products | map: 'name' | join: ', ' }}</p>\
                <a class='button' href='https://shop.example.com/?a=1&amp;b=é'>Shop</a>"}""", "EMAIL");
    }

    private Sent sent(String name, String content, String channel) throws Exception {
        String customer = UUID.randomUUID().toString();
        String city = UUID.randomUUID().toString();
        String address = name + "." + mark + "@example.com";
        String phone = "+9198" + (10000000 + Math.abs(customer.hashCode() % 80000000));
        customer(customer, address, phone, city);
        String campaign = launched(city, content, channel);
        String to = channel.equals("SMS") ? phone : address;
        await().untilAsserted(() -> assertThat(received(to)).hasSize(1));
        String message = campaign + ":" + customer + ":0:0";
        await().untilAsserted(() -> assertThat(state(message)).isEqualTo(Message.State.SENT));
        return new Sent(customer, address, message, received(to).getFirst());
    }

    private void customer(String id, String address, String phone, String city) {
        customer(id, address, phone, city, 3, true);
    }

    private void customer(String id, String address, String phone, String city, int version, boolean sms) {
        ObjectNode customer = (ObjectNode) JSON.readTree(Contracts.example("customer.changed.v1"));
        customer.put("id", id).put("externalId", id).put("email", address).put("phone", phone);
        customer.put("city", city).put("firstName", "=Asha").put("version", version);
        customer.putObject("consent").put("email", true).put("sms", sms);
        kafka.send("customers", id, customer.toString());
    }

    private String launched(String city, String content, String channel) throws Exception {
        String segment = created("/api/segments", """
                {"name":"%s","rule":{"combinator":"and","rules":[{"field":"city","operator":"=","value":"%s"}]}}""".formatted(city, city));
        String campaign = created("/api/campaigns", """
                {"name":"Campaign","segmentId":"%s","channel":"%s","mode":"LIVE","content":%s}""".formatted(segment, channel, content));
        assertThat(send("POST", "/api/campaigns/" + campaign + "/launch", "").statusCode())
                .isEqualTo(200);
        return campaign;
    }

    private static List<ReceivedMessage> received(String to) {
        return INBOX.messages().stream()
                .filter(message -> message.to().contains(to))
                .toList();
    }

    private Message.@Nullable State state(String message) {
        Message found = mongo.findById(message, Message.class);
        return found == null ? null : found.state();
    }

    private Message message(Sent sent) {
        return mongo.findById(sent.message(), Message.class);
    }

    /** Nobody opens a mail in the second in which it was sent; this one was sent an hour ago. */
    private void anHourLater(Sent sent) {
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(sent.message())),
                new Update().set("sentAt", Instant.now().minusSeconds(3600)),
                Message.class);
    }

    @Test
    void opensAndClicksOfPeopleAreCountedAndThoseOfMachinesMarked() throws Exception {
        Sent sent = sent("open");

        assertThat(browse(sent.link("o")).statusCode()).isEqualTo(200);
        assertThat(message(sent).feedback().machineOpenedAt()).isNotNull();
        assertThat(message(sent).feedback().openedAt()).isNull();

        anHourLater(sent);
        HttpResponse<String> image = browse(sent.link("o"));
        assertThat(image.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(image.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> click = browse(sent.link("c"));
        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(click.headers().firstValue("Location")).contains("https://shop.example.com/?a=1&b=%C3%A9");

        assertThat(message(sent).feedback().opens()).isEqualTo(1);
        assertThat(message(sent).feedback().clicks()).isEqualTo(1);
        JsonNode entry = get("/api/communications/" + sent.message());
        assertThat(entry.path("openedAt").asString()).isNotEmpty();
        assertThat(entry.path("clickedAt").asString()).isNotEmpty();
        awaitType(sent.message(), "message.clicked.v1");
    }

    @Test
    void clicksInAnSmsAreCountedByShortLinksThatGoWithTheirRecipient() throws Exception {
        String words = "Hi, see https://shop.example.com/?a=1&b=2. Stop: {{ unsubscribe_url }}";
        Sent sent = sent("texted", "{\"text\":\"%s\"}".formatted(words), "SMS");
        String link = sent.link("c");
        assertThat(link).hasSize("/c/".length() + 12);
        assertThat(sent.received().text())
                .startsWith("Hi, see http://localhost:8080" + link + ". Stop: http://localhost:8080/u/");

        HttpResponse<String> tooSoon = browse(link);
        assertThat(tooSoon.headers().firstValue("Location")).contains("https://shop.example.com/?a=1&b=2");
        assertThat(message(sent).feedback().machineClickedAt()).isNotNull();
        assertThat(message(sent).feedback().clicks()).isZero();
        anHourLater(sent);
        assertThat(browse(link).statusCode()).isEqualTo(302);
        assertThat(message(sent).feedback().clicks()).isEqualTo(1);
        awaitType(sent.message(), "message.clicked.v1");
        String campaign = sent.message().substring(0, 36);
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + campaign + "/stats")
                        .path("clicked")
                        .asInt())
                .isEqualTo(1));

        // Whoever reads the log cannot follow it in the recipient's name.
        assertThat(get("/api/communications/" + sent.message()).toString()).doesNotContain(link);
        assertThat(browse("/c/-xxxxxxxxxxx").statusCode()).isEqualTo(404);
        mongo.updateFirst(
                new Query(Criteria.where("_id").is(link.substring(3))),
                new Update().set("url", "https://evil.example.com/"),
                "shortLinks");
        assertThat(browse(link).statusCode()).isEqualTo(404);

        kafka.send(
                "customers", sent.customer(), """
                {"id":"%s","version":1000,"erasedAt":"2026-11-02T10:00:00Z","identityHashes":[]}""".formatted(sent.customer()), Map.of("ce_type", "customer.erased.v1"));
        await().untilAsserted(() -> assertThat(
                        mongo.getCollection("shortLinks").countDocuments(new Document("customerId", sent.customer())))
                .isZero());
    }

    @Test
    void anSmsWhoseClicksAreNotCountedHasItsLinksAsTheyAreAndThePreviewSaysWhatIsPaid() throws Exception {
        String text = "See https://shop.example.com/a-link-that-is-longer-than-a-short-one-would-be";
        Sent sent = sent("plain", "{\"text\":\"%s\",\"tracking\":false}".formatted(text), "SMS");
        assertThat(sent.received().text()).isEqualTo(text);

        String preview = "{\"channel\":\"SMS\",\"content\":{\"text\":\"%s\"%s}}";
        int counted = "See http://localhost:8080/c/".length() + 12;
        assertThat(characters(preview.formatted(text, ""))).isEqualTo(counted);
        assertThat(characters(preview.formatted(text, ",\"tracking\":false"))).isEqualTo(text.length());
    }

    /** With its link as the author wrote it, it would be paid as several. */
    @Test
    void aTestOfAnSmsIsWhatWillBePaidAndItsLinkWorksAndCountsForNobody() throws Exception {
        String shop = "https://shop.example.com/?name={{ customer.firstName }}&a=" + "x".repeat(250);
        String text = "See %s. Stop: {{ unsubscribe_url }}".formatted(shop);
        Sent sent = sent("tested", "{\"text\":\"%s\"}".formatted(text), "SMS");
        String campaign = sent.message().substring(0, 36);
        String phone = "+9199" + (10000000 + Math.abs(sent.message().hashCode() % 80000000));
        JsonNode preview = JSON.readTree(send(
                        "POST",
                        "/api/campaigns/" + campaign + "/preview",
                        "{\"customerId\":\"%s\"}".formatted(sent.customer()))
                .body());

        JsonNode tested = JSON.readTree(
                send("POST", "/api/campaigns/" + campaign + "/test", """
                {"to":["%s"],"customerId":"%s"}""".formatted(phone, sent.customer()))
                        .body());

        assertThat(tested.at("/results/0/taken").asBoolean()).isTrue();
        String received = String.valueOf(received(phone).getFirst().text());
        assertThat(received).startsWith("[Test] See http://localhost:8080/c/");
        String said = received.substring("[Test] ".length());
        assertThat(said).hasSameSizeAs(sent.received().text());
        assertThat(preview.at("/sms/characters").asInt()).isEqualTo(said.length());
        assertThat(preview.at("/sms/segments").asInt()).isEqualTo(1);

        Matcher link = Pattern.compile("http://localhost:8080(/c/[\\w-]+)").matcher(received);
        assertThat(link.find()).isTrue();
        HttpResponse<String> click = browse(link.group(1));
        assertThat(click.statusCode()).isEqualTo(302);
        assertThat(click.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("https://shop.example.com/?name="));
        Matcher stop = Pattern.compile("http://localhost:8080(/u/[\\w-]+)").matcher(received);
        assertThat(stop.find()).isTrue();
        assertThat(browse(stop.group(1)).statusCode()).isEqualTo(404);
        assertThat(message(sent).feedback().machineClickedAt()).isNull();
        assertThat(message(sent).feedback().clicks()).isZero();
        // It may say something of whom it was written as.
        assertThat(mongo.getCollection("shortLinks")
                        .countDocuments(new Document("customerId", sent.customer())
                                .append("testedAt", new Document("$exists", true))))
                .isEqualTo(1);
    }

    private int characters(String preview) throws Exception {
        HttpResponse<String> answer = send("POST", "/api/campaigns/preview", preview);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).findValue("sms").path("characters").asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"o", "c", "u"})
    void aTokenThatWasTamperedWithLeadsNowhere(String kind) throws Exception {
        Sent sent = sent("tamper" + kind);
        String link = sent.link(kind);
        char last = link.charAt(link.length() - 2);
        String tampered =
                link.substring(0, link.length() - 2) + (last == 'A' ? 'B' : 'A') + link.charAt(link.length() - 1);

        HttpResponse<String> answer = browse(tampered);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(browse("/" + kind + "/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void unsubscribingTakesAPostAndCanBeTakenBack() throws Exception {
        Sent sent = sent("tired");
        String link = sent.link("u");

        HttpResponse<String> page = browse(link);
        assertThat(page.body()).contains("<form method=\"post\"").doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(suppressions(sent)).isEmpty();

        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(suppressions(sent))
                .singleElement()
                .satisfies(one -> assertThat(one.path("reason").asString()).isEqualTo("UNSUBSCRIBED"));
        awaitType(sent.message(), "message.unsubscribed.v1");
        assertThat(browse(link + "/preferences").body())
                .contains("value=\"EMAIL\">")
                .contains("value=\"SMS\" checked");

        assertThat(post(link + "/undo", "").statusCode()).isEqualTo(200);
        assertThat(suppressions(sent)).isEmpty();
        awaitType(sent.message(), "message.resubscribed.v1");

        assertThat(post(link + "/preferences", "channel=EMAIL").body()).contains("saved");
        assertThat(suppressions(sent))
                .singleElement()
                .satisfies(one -> assertThat(one.path("channel").asString()).isEqualTo("SMS"));
    }

    /** What the recipient chooses is told to whoever keeps the consent, each thing once. */
    @Test
    void whatIsChosenOfAnotherChannelIsTold() throws Exception {
        Sent sent = sent("choosy");
        String preferences = sent.link("u") + "/preferences";

        post(preferences, "channel=EMAIL");
        awaitChoices(sent, false);
        long version = message(sent).version();
        assertThat(post(preferences, "channel=EMAIL").body())
                .contains("value=\"EMAIL\" checked")
                .contains("value=\"SMS\">");
        assertThat(message(sent).version()).isEqualTo(version);

        post(preferences, "channel=EMAIL&channel=SMS");
        awaitChoices(sent, true);
        assertThat(suppressions(sent)).isEmpty();
        assertThat(message(sent).feedback().unsubscribedAt()).isNull();

        post(preferences, "");
        awaitChoices(sent, false);
        awaitType(sent.message(), "message.unsubscribed.v1");
        assertThat(suppressions(sent)).hasSize(2);
    }

    private void awaitChoices(Sent sent, boolean sms) {
        await().untilAsserted(() -> {
            JsonNode choices = told(sent.message()).path("choices");
            assertThat(choices).hasSize(1);
            assertThat(choices.at("/0/channel").asString()).isEqualTo("SMS");
            assertThat(choices.at("/0/wanted").asBoolean()).isEqualTo(sms);
        });
    }

    private JsonNode told(String message) {
        List<ConsumerRecord<String, String>> told =
                kafka.read("messages", record -> record.key().equals(message));
        assertThat(told).isNotEmpty().allSatisfy(Contracts::assertFits);
        return JSON.readTree(told.getLast().value());
    }

    /** Nobody agreed to SMS: the box is not ticked, and leaving it so is neither a refusal nor an agreement. */
    @Test
    void whatNobodyAgreedToIsNotTickedAndNotRefused() throws Exception {
        Sent sent = sent("unasked");
        customer(sent.customer(), sent.address(), "+919812345678", "elsewhere", 100, false);
        String preferences = sent.link("u") + "/preferences";
        await().untilAsserted(() -> assertThat(browse(preferences).body())
                .contains("value=\"EMAIL\" checked")
                .contains("value=\"SMS\">"));

        post(preferences, "channel=EMAIL");

        assertThat(suppressions(sent)).isEmpty();
        assertThat(message(sent).feedback().choices()).isNull();
    }

    @Test
    void whoUnsubscribedByOneMessageIsBackByAnotherAndMaySayItAgain() throws Exception {
        Sent first = sent("twice");
        String city = mongo.findById(first.customer(), Document.class, "profiles")
                .getEmbedded(List.of("customer", "city"), String.class);
        String campaign = launched(city, "{\"subject\":\"Second\",\"html\":\"<p>Hi</p>\"}", "EMAIL");
        await().untilAsserted(() -> assertThat(received(first.address())).hasSize(2));
        Sent second = new Sent(
                first.customer(),
                first.address(),
                campaign + ":" + first.customer() + ":0:0",
                received(first.address()).stream()
                        .filter(mail -> "Second".equals(mail.subject()))
                        .findFirst()
                        .orElseThrow());
        await().untilAsserted(() -> assertThat(state(second.message())).isEqualTo(Message.State.SENT));

        post(first.link("u"), "");
        assertThat(post(second.link("u") + "/undo", "").body()).contains("You will get e-mails");

        assertThat(suppressions(first)).isEmpty();
        awaitType(second.message(), "message.resubscribed.v1");
        Instant takenBack = message(second).feedback().resubscribedAt();
        assertThat(takenBack).isAfter(message(first).feedback().unsubscribedAt());
        long version = message(second).version();
        post(second.link("u") + "/undo", "");
        assertThat(message(second).version()).isEqualTo(version);

        post(first.link("u"), "");
        assertThat(suppressions(first)).hasSize(1);
        assertThat(message(first).feedback().unsubscribedAt()).isAfter(takenBack);
        await().untilAsserted(() -> assertThat(Instant.parse(
                        told(first.message()).path("unsubscribedAt").asString()))
                .isAfter(takenBack));
        version = message(first).version();
        post(first.link("u"), "");
        assertThat(message(first).version()).isEqualTo(version);
    }

    /** A provider repeats what it was not thanked for, even hours later. */
    @Test
    void anUnsubscriptionThatIsToldAgainDoesNotUndoWhatCameAfterIt() throws Exception {
        Sent sent = sent("replayed");
        String event = "{\"events\":[{\"type\":\"unsubscribed\",\"messageId\":\"%s\",\"at\":\"%s\"}]}"
                .formatted(sent.message(), Instant.now().minusSeconds(60));
        assertThat(hook("email", event, SECRET, Instant.now()).statusCode()).isEqualTo(204);
        assertThat(suppressions(sent)).hasSize(1);
        post(sent.link("u") + "/undo", "");
        long version = message(sent).version();

        assertThat(hook("email", event, SECRET, Instant.now()).statusCode()).isEqualTo(204);

        assertThat(suppressions(sent)).isEmpty();
        assertThat(message(sent).version()).isEqualTo(version);
        assertThat(message(sent).feedback().isUnsubscribed()).isFalse();
    }

    /** A provider of SMS does not say when. */
    @Test
    void aStopThatIsToldAgainDoesNotUndoWhatCameAfterIt() throws Exception {
        Sent sent = sent("stopped", "{\"text\":\"Hi {{ customer.firstName }}: {{ unsubscribe_url }}\"}", "SMS");
        Map<String, String> stop = Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "21610");
        assertThat(twilio(smsCallback(sent), stop, "sms-token")).isEqualTo(204);
        assertThat(reasons(sent)).containsExactly("UNSUBSCRIBED");
        assertThat(post(sent.link("u") + "/undo", "").statusCode()).isEqualTo(200);

        assertThat(twilio(smsCallback(sent), stop, "sms-token")).isEqualTo(204);

        assertThat(suppressions(sent)).isEmpty();
        assertThat(message(sent).feedback().isUnsubscribed()).isFalse();
    }

    @Test
    void whatAPersonSuppressesIsNotLiftedByTheRecipientNorTheOtherWayRound() throws Exception {
        Sent sent = sent("barred");
        String byHand = "{\"customerId\":\"%s\",\"channel\":\"EMAIL\",\"note\":\"Asked us by phone\"}"
                .formatted(sent.customer());
        post(sent.link("u"), "");
        String id = created("/api/suppressions", byHand);
        assertThat(reasons(sent)).containsExactlyInAnyOrder("UNSUBSCRIBED", "MANUAL");

        assertThat(post(sent.link("u") + "/undo", "").body()).contains("for another reason");
        assertThat(reasons(sent)).containsExactly("MANUAL");
        assertThat(forecast(sent)).isEqualTo(1);

        post(sent.link("u"), "");
        assertThat(send("DELETE", "/api/suppressions/" + id, "").statusCode()).isEqualTo(204);
        assertThat(reasons(sent)).containsExactly("UNSUBSCRIBED");
    }

    private List<String> reasons(Sent sent) throws Exception {
        return suppressions(sent).stream()
                .map(one -> one.path("reason").asString())
                .toList();
    }

    /** How many of a new campaign to the same people would be suppressed. */
    private int forecast(Sent sent) throws Exception {
        String segment = get("/api/campaigns/" + sent.message().substring(0, 36))
                .path("segmentId")
                .asString();
        String campaign = created("/api/campaigns", """
                {"name":"Second","segmentId":"%s","channel":"EMAIL","mode":"ONE_OFF","content":{"subject":"x","html":"x"}}""".formatted(segment));
        return get("/api/campaigns/" + campaign + "/audience")
                .at("/withheld/SUPPRESSED")
                .asInt();
    }

    @Test
    void aComplaintTakesThePlaceOfABounce() throws Exception {
        Sent sent = sent("both");
        String event = "{\"events\":[{\"type\":\"%s\",\"bounce\":\"HARD\",\"messageId\":\"" + sent.message() + "\"}]}";

        for (String type : List.of("bounced", "complained", "bounced")) {
            assertThat(hook("email", event.formatted(type), SECRET, Instant.now())
                            .statusCode())
                    .isEqualTo(204);
        }

        assertThat(reasons(sent)).containsExactly("COMPLAINED");
    }

    private List<JsonNode> suppressions(Sent sent) throws Exception {
        return get("/api/suppressions?customerId=" + sent.customer())
                .path("items")
                .valueStream()
                .toList();
    }

    private String returned(Sent sent, String status, String diagnostic) throws Exception {
        return """
                From: <mailer-daemon@mx.example.com>
                To: <bounces@mi-cms.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; %s

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(
                sent.address(), status, diagnostic, sent.received().headers().get("Message-ID"));
    }

    @Test
    void aReturnedMailSuppressesTheAddressUntilAPersonLiftsIt() throws Exception {
        Sent sent = sent("gone");
        String mail = returned(sent, "5.1.1", "550 5.1.1 no such user");

        assertThat(hook("smtp", mail, SECRET, Instant.now()).statusCode()).isEqualTo(204);

        assertThat(message(sent).state()).isEqualTo(Message.State.FAILED);
        assertThat(message(sent).reason()).isEqualTo(Message.Reason.BOUNCED);
        awaitType(sent.message(), "message.bounced.v1");
        long version = message(sent).version();
        assertThat(hook("smtp", mail, SECRET, Instant.now()).statusCode()).isEqualTo(204);
        assertThat(message(sent).version()).isEqualTo(version);

        JsonNode suppression = suppressions(sent).getFirst();
        assertThat(suppression.path("address").asString()).isEqualTo(sent.address());
        assertThat(suppression.path("detail").asString()).contains("no such user");

        String city = UUID.randomUUID().toString();
        customer(UUID.randomUUID().toString(), sent.address(), "+919812345678", city);
        String second = launched(city, "{\"subject\":\"Again\",\"html\":\"<p>Hi</p>\"}", "EMAIL");
        await().untilAsserted(() -> assertThat(get("/api/campaigns/" + second + "/stats")
                        .at("/skippedBy/SUPPRESSED")
                        .asInt())
                .isEqualTo(1));

        assertThat(send("DELETE", "/api/suppressions/" + suppression.path("id").asString() + "?note=moved", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(suppressions(sent)).isEmpty();
        // The same news once more is none, and lifts nothing back.
        assertThat(hook("email", """
                {"events":[{"type":"bounced","bounce":"HARD","messageId":"%s","at":"2026-11-01T10:00:00Z"}]}""".formatted(sent.message()), SECRET, Instant.now())
                        .statusCode())
                .isEqualTo(204);
        assertThat(suppressions(sent)).isEmpty();
    }

    @Test
    void mailboxesThatAreAlwaysFullAreSuppressedInTheEnd() throws Exception {
        for (int i = 0; i < 5; i++) {
            Sent sent = sentTo("full." + mark + "@example.com", i);
            assertThat(get("/api/suppressions?address=full." + mark + "@example.com")
                            .path("items"))
                    .isEmpty();
            hook("smtp", returned(sent, "5.2.2", "552 5.2.2 full"), SECRET, Instant.now());
            hook("smtp", returned(sent, "5.2.2", "552 5.2.2 full"), SECRET, Instant.now());
        }

        assertThat(get("/api/suppressions?address=full." + mark + "@example.com")
                        .path("items"))
                .hasSize(1);
    }

    private Sent sentTo(String address, int before) throws Exception {
        String customer = UUID.randomUUID().toString();
        String city = UUID.randomUUID().toString();
        customer(customer, address, "+919812345678", city);
        String campaign = launched(city, "{\"subject\":\"Hi\",\"html\":\"<p>Hi</p>\"}", "EMAIL");
        String message = campaign + ":" + customer + ":0:0";
        await().untilAsserted(() -> assertThat(state(message)).isEqualTo(Message.State.SENT));
        assertThat(received(address)).hasSize(before + 1);
        return new Sent(customer, address, message, received(address).getFirst());
    }

    @Test
    void aComplaintInTheMailboxForReturnedMailIsHeard() throws Exception {
        Sent sent = sent("angry");
        String mail = returned(sent, "", "")
                .replace("report-type=delivery-status", "report-type=feedback-report")
                .replaceAll(
                        "(?s)Content-Type: message/delivery-status.*?--b",
                        "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n--b");
        returnToMailbox(mail);

        await().untilAsserted(() ->
                assertThat(message(sent).feedback().complainedAt()).isNotNull());
        assertThat(suppressions(sent).getFirst().path("reason").asString()).isEqualTo("COMPLAINED");
        awaitType(sent.message(), "message.complained.v1");
        await().untilAsserted(() -> assertThat(MAILBOX.getReceivedMessages()).isEmpty());
    }

    @Test
    void aReturnedMailThatCannotBeTakenInHoldsUpNobody() throws Exception {
        Sent sent = sent("behind");
        doThrow(new IllegalStateException("nobody thought of this"))
                .when(returnedMails)
                .take(argThat(
                        raw -> raw != null && new String(raw, StandardCharsets.UTF_8).contains("poison " + mark)));
        double before = meters.counter("micms.returned.mails.set.aside").count();
        returnToMailbox("From: <x@mx.example.com>\nSubject: poison " + mark + "\n\nWhatever this is.\n");
        returnToMailbox(returned(sent, "5.1.1", "550 5.1.1 no such user"));

        await().untilAsserted(() -> assertThat(message(sent).reason()).isEqualTo(Message.Reason.BOUNCED));

        await().untilAsserted(() -> assertThat(MAILBOX.getReceivedMessages())
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getSubject()).isEqualTo("poison " + mark);
                    assertThat(mail.isSet(Flags.Flag.FLAGGED)).isTrue();
                }));
        assertThat(meters.counter("micms.returned.mails.set.aside").count()).isEqualTo(before + 1);
        MAILBOX.purgeEmailFromAllMailboxes();
    }

    private static void returnToMailbox(String mail) throws Exception {
        MAILBOX.getUserManager()
                .getUser("bounces")
                .deliver(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void onlyWhoSignsIsHeard() throws Exception {
        Sent sent = sent("forged");
        String events = "{\"events\":[{\"type\":\"complained\",\"messageId\":\"%s\"}]}".formatted(sent.message());

        assertThat(hook("email", events, "other", Instant.now()).statusCode()).isEqualTo(403);
        assertThat(hook("email", events, SECRET, Instant.now().minusSeconds(600))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/hooks/email", events).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/hooks/nobody", events).statusCode()).isEqualTo(404);
        assertThat(send("POST", "/hooks/twilio?message=x", "MessageStatus=delivered")
                        .statusCode())
                .isEqualTo(403);
        assertThat(message(sent).feedback().complainedAt()).isNull();

        HttpResponse<String> faulty = hook("email", "{\"events\":[{\"type\":\"x\"}]}", SECRET, Instant.now());
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("/events/0/type").contains("/events/0/messageId");
        assertThat(hook("email", events, SECRET, Instant.now()).statusCode()).isEqualTo(204);
        assertThat(message(sent).feedback().complainedAt()).isNotNull();
    }

    @Test
    void anSmsIsDeliveredOrComesBackAsItsProviderSays() throws Exception {
        Sent sent = sent("sms", "{\"text\":\"Hi {{ customer.firstName }}\"}", "SMS");
        String callback = smsCallback(sent);

        assertThat(twilio(callback, Map.of("MessageSid", "SM1", "MessageStatus", "delivered"), "sms-token"))
                .isEqualTo(204);
        assertThat(message(sent).state()).isEqualTo(Message.State.DELIVERED);
        assertThat(twilio(callback, Map.of("MessageSid", "SM1", "MessageStatus", "delivered"), "forged"))
                .isEqualTo(403);
        assertThat(twilio(callback + "x", Map.of("MessageSid", "SM1", "MessageStatus", "delivered"), "sms-token"))
                .isEqualTo(404);
        assertThat(twilio(
                        callback,
                        Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "30005"),
                        "sms-token"))
                .isEqualTo(204);
        assertThat(message(sent).state()).isEqualTo(Message.State.FAILED);
        assertThat(suppressions(sent).getFirst().path("channel").asString()).isEqualTo("SMS");

        JsonNode logged = get("/api/communications/" + sent.message());
        assertThat(logged.path("bouncedAt").isMissingNode()).isFalse();
        assertThat(logged.path("at").asString())
                .as("where it stands in the log")
                .isEqualTo(logged.path("sentAt").asString())
                .isEqualTo(String.valueOf(message(sent).sentAt()));
    }

    @Autowired
    private StatusCallbacks callbacks;

    private String smsCallback(Sent sent) {
        return "/hooks/twilio?message=" + callbacks.markOf(sent.message()).orElseThrow();
    }

    private int twilio(String callback, Map<String, String> form, String token) throws Exception {
        StringBuilder signed = new StringBuilder("http://localhost:8080" + callback);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + callback))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "X-Twilio-Signature",
                                        Base64.getEncoder()
                                                .encodeToString(mac.doFinal(
                                                        signed.toString().getBytes(StandardCharsets.UTF_8))))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void aPreviewShowsWhatACustomerWouldGetAndATestIsCountedNowhere() throws Exception {
        Sent sent = sent("proof");
        ObjectNode order = (ObjectNode) JSON.readTree(Contracts.example("order.changed.v1"));
        order.put("id", UUID.randomUUID().toString()).put("customerId", sent.customer());
        kafka.send("orders", order.path("id").asString(), order.toString());
        String campaign = sent.message().substring(0, 36);
        String preview = "/api/campaigns/" + campaign + "/preview";

        await().untilAsserted(() -> assertThat(post(preview, "{\"customerId\":\"%s\"}".formatted(sent.customer()))
                        .body())
                .contains("Trail shoe"));
        JsonNode shown = JSON.readTree(send("POST", preview, "{\"customerId\":\"%s\"}".formatted(sent.customer()))
                .body());
        assertThat(shown.path("subject").asString()).isEqualTo("Hi =Asha");
        assertThat(shown.path("preheader").asString()).isEqualTo("Look inside");
        assertThat(shown.path("html").asString()).contains("#unsubscribe").doesNotContain("/o/");
        assertThat(shown.path("warnings").findValuesAsString("detail"))
                .anyMatch(text -> text.contains("postal address"));
        HttpResponse<String> document = send("GET", preview + "?customerId=" + sent.customer(), null);
        assertThat(document.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox")
                .contains("default-src 'none'");

        assertThat(send("POST", preview, "{\"content\":{\"html\":\"{{ nobody }}\"}}")
                        .body())
                .contains("/content/html")
                .contains("Line 1, column 4");
        assertThat(send("POST", preview, "{\"step\":3,\"variant\":\"Z\"}").body())
                .contains("/step")
                .contains("/variant");
        JsonNode sms = JSON.readTree(send("POST", "/api/campaigns/preview", """
                {"channel":"SMS","content":{"text":"Hi {{ customer.firstName }} – bye"},"customerId":"%s"}""".formatted(sent.customer()))
                .body());
        assertThat(sms.at("/sms/encoding").asString()).isEqualTo("UCS_2");
        assertThat(sms.at("/sms/segments").asInt()).isEqualTo(1);

        String me = "me." + mark + "@example.com";
        JsonNode tested =
                JSON.readTree(send("POST", "/api/campaigns/" + campaign + "/test", """
                {"to":["%s"],"customerId":"%s"}""".formatted(me, sent.customer()))
                        .body());
        assertThat(tested.at("/results/0/taken").asBoolean()).isTrue();
        ReceivedMessage test = received(me).getFirst();
        assertThat(test.subject()).isEqualTo("[Test] Hi =Asha");
        assertThat(test.headers()).doesNotContainKey("List-Unsubscribe");
        assertThat(get("/api/campaigns/" + campaign + "/stats").path("total").asInt())
                .isEqualTo(1);
        assertThat(send("POST", "/api/campaigns/" + campaign + "/test", "{\"to\":[\"no address\"]}")
                        .body())
                .contains("/to/0");
    }

    @Test
    void testsAreFew() throws Exception {
        Sent sent = sent("few");
        String campaign = sent.message().substring(0, 36);
        String to = "[\"1@e.example\",\"2@e.example\",\"3@e.example\",\"4@e.example\",\"5@e.example\"]";
        String test = "{\"to\":%s,\"customerId\":\"%s\"}".formatted(to, sent.customer());

        HttpResponse<String> answer = null;
        for (int i = 0; i < 13; i++) {
            answer = send("POST", "/api/campaigns/" + campaign + "/test", test, Role.MARKETER);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "preheader", "html", "text"})
    void whatFailsOnlyAsItIsRenderedIsPointedAt(String part) throws Exception {
        Sent sent = sent("rendered");
        Map<String, String> content = new TreeMap<>(Map.of("subject", "Hi", "html", "<p>Hi</p>"));
        content.put(part, "{{ 5 | money: 'Rs' }}");
        String body =
                JSON.writeValueAsString(Map.of("channel", "EMAIL", "customerId", sent.customer(), "content", content));

        HttpResponse<String> preview = send("POST", "/api/campaigns/preview", body);
        assertThat(preview.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(preview.body()).at("/errors/0/pointer").asString())
                .isEqualTo("/content/" + part);
        HttpResponse<String> test = send(
                "POST",
                "/api/campaigns/" + sent.message().substring(0, 36) + "/test",
                JSON.writeValueAsString(Map.of("to", List.of("me@example.com"), "content", content)));
        assertThat(test.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(test.body()).at("/errors/0/pointer").asString())
                .isEqualTo("/content/" + part);
    }

    @Test
    void badContentIsRefusedWithWhatToDo() throws Exception {
        String segment = created("/api/segments", """
                {"name":"x","rule":{"combinator":"and","rules":[{"field":"city","operator":"=","value":"x"}]}}""");
        String image = "<img src='data:image/png;base64," + "A".repeat(5_000_000) + "'>";
        HttpResponse<String> answer = send("POST", "/api/campaigns", """
                {"name":"x","segmentId":"%s","channel":"EMAIL","mode":"LIVE","content":{"subject":"{{ customer.frstName }}","html":"%s"}}""".formatted(segment, image));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("/content/html")
                .contains("web server")
                .contains("/content/subject")
                .contains("Do you mean 'firstName'?");
    }

    @Test
    void theBrandIsOnEveryMailAndChangesAreNotOverwritten() throws Exception {
        HttpResponse<String> before = send("GET", "/api/settings/brand", null);
        String etag = before.headers().firstValue("ETag").orElseThrow();
        String brand = """
                {"name":"Trail & Co","color":"#006644","postalAddress":"1 Main Street","fromAddress":"shop@trail.example"}""";
        assertThat(put("/api/settings/brand", brand, etag, Role.MANAGER).statusCode())
                .isEqualTo(200);
        assertThat(put("/api/settings/brand", brand, etag, Role.MANAGER).statusCode())
                .isEqualTo(412);
        assertThat(put("/api/settings/brand", brand, null, Role.MARKETER).statusCode())
                .isEqualTo(403);
        assertThat(put("/api/settings/brand", """
                {"name":"a\\r\\nBcc: x","color":"red","logoUrl":"javascript:x","fromAddress":"x","locale":"!"}""", null, Role.ADMIN).body())
                .contains("/name", "/color", "/logoUrl", "/fromAddress", "/locale");

        try {
            await().untilAsserted(() -> {
                Sent sent = sent("brand" + UUID.randomUUID().toString().substring(0, 4));
                assertThat(sent.received().html()).contains("Trail &amp; Co").contains("#006644");
                assertThat(sent.received().from()).contains("Trail & Co").contains("shop@trail.example");
            });
        } finally {
            put("/api/settings/brand", "{\"name\":\"Mi-CMS\"}", null, Role.ADMIN);
        }
    }

    @Test
    void theLogIsNarrowedAndExportedWithoutFormulas() throws Exception {
        Sent sent = sent("log");
        created("/api/communications", """
                {"customerId":"%s","kind":"NOTE","text":"=1+1","source":"AI"}""".formatted(sent.customer()));
        String of = "/api/communications?customerId=" + sent.customer();

        assertThat(get(of).path("items")).hasSize(2);
        assertThat(get(of + "&channel=EMAIL&state=SENT").path("items")).hasSize(1);
        assertThat(get(of + "&state=DELIVERED").path("items")).isEmpty();
        assertThat(get(of + "&source=AI").at("/items/0/acceptedBy").asString()).isEqualTo("Ada Lovelace");
        assertThat(get(of + "&source=PERSON").path("items")).isEmpty();
        assertThat(get(of + "&to=2020-01-01").path("items")).isEmpty();
        assertThat(get(of + "&from=2020-01-01").path("items")).hasSize(2);
        assertThat(send("GET", "/api/communications?from=soon", null).statusCode())
                .isEqualTo(400);
        for (String list : List.of("/api/communications", "/api/communications/export")) {
            HttpResponse<String> searched = send("GET", list + "?search=blue&customerId=" + sent.customer(), null);
            assertThat(searched.statusCode()).as(list).isEqualTo(400);
            assertThat(JSON.readTree(searched.body()).at("/errors/0/pointer").asString())
                    .isEqualTo("/search");
        }

        String csv = send("GET", "/api/communications/export?customerId=" + sent.customer(), null)
                .body();
        assertThat(csv.lines().filter(line -> line.contains(sent.customer()))).hasSize(2);
        assertThat(csv).contains("'=1+1").contains("Hi =Asha").contains(sent.address());
        assertThat(send("GET", "/api/communications/export?customerId=" + sent.customer(), null, Role.ANALYST)
                        .body())
                .doesNotContain(sent.address());
        HttpResponse<String> html = send("GET", "/api/communications/" + sent.message() + "/html", null);
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(html.body()).contains("Hello").doesNotContain("/o/");
    }

    /** Everywhere that a message's words can be read. */
    private Map<String, String> readAs(Role role, Sent sent) throws Exception {
        Map<String, String> read = new TreeMap<>();
        List<String> paths = new ArrayList<>(List.of(
                "/api/communications?customerId=" + sent.customer(),
                "/api/communications/" + sent.message(),
                "/api/communications/" + sent.message() + "/html",
                "/api/communications/export?customerId=" + sent.customer(),
                "/api/campaigns/" + sent.message().substring(0, 36) + "/messages"));
        if (role == Role.ADMIN) {
            paths.add("/internal/persons?id=" + sent.customer());
        }
        for (String path : paths) {
            HttpResponse<String> answer = send("GET", path, null, role);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("Words");
            read.put(path, answer.body());
        }
        return read;
    }

    @Test
    void linksThatActForTheRecipientAreReadByNobodyElse() throws Exception {
        Sent sent = sent("linked", """
                {"subject":"Words","html":"<p>Words</p><a href='https://shop.example.com/?a=1&amp;b=2'>Shop</a>\
                <a href='https://share.example.com/?u={{ unsubscribe_url | url_encode }}'>Share</a>",
                "text":"Words https://shop.example.com/?a=1&b=2 {{ unsubscribe_url }}"}""", "EMAIL");
        String raw = sent.received().html() + sent.received().text();
        List<String> tokens = Pattern.compile("/[uoc]/([\\w-]{40,})")
                .matcher(raw)
                .results()
                .map(link -> link.group(1))
                .distinct()
                .toList();
        assertThat(tokens).hasSizeGreaterThanOrEqualTo(4);

        readAs(Role.ADMIN, sent).forEach((path, read) -> {
            assertThat(read).as(path).contains("https://shop.example.com/?a=1");
            assertThat(tokens).as(path).allSatisfy(token -> assertThat(read).doesNotContain(token));
        });
    }

    @Test
    void analystsReadNoContactDetailsThatAMessageOrAnEntryNames() throws Exception {
        Sent sent = sent("named", """
                {"subject":"Words for {{ customer.email }}","html":"<p>Words: {{ customer.email }}, {{ customer.phone }}</p>\
                <a href='https://shop.example.com/?to={{ customer.email | url_encode }}'>Shop</a>",
                "text":"Words: {{ customer.email }}, {{ customer.phone }}"}""", "EMAIL");
        String phone = phoneOf(sent);
        created("/api/communications", """
                {"customerId":"%s","kind":"NOTE","text":"Words: call 0%s or write to %s"}""".formatted(sent.customer(), phone.substring(3), sent.address()));
        String local = sent.address().substring(0, sent.address().indexOf('@'));

        readAs(Role.ANALYST, sent)
                .forEach((path, read) ->
                        assertThat(read).as(path).doesNotContain(local).doesNotContain(phone.substring(3)));
        assertThat(readAs(Role.MARKETER, sent).values())
                .allSatisfy(read -> assertThat(read).contains(local).contains(phone.substring(3)));
    }

    private String phoneOf(Sent sent) {
        return mongo.findById(sent.customer(), Document.class, "profiles")
                .getEmbedded(List.of("customer", "phone"), String.class);
    }

    private void awaitType(String message, String type) {
        await().untilAsserted(() -> {
            List<ConsumerRecord<String, String>> told =
                    kafka.read("messages", record -> record.key().equals(message));
            assertThat(told).allSatisfy(Contracts::assertFits);
            assertThat(new String(told.getLast().headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                    .isEqualTo(type);
        });
    }

    private HttpResponse<String> hook(String door, String body, String secret, Instant at) throws Exception {
        String timestamp = String.valueOf(at.getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hooks/" + door))
                        .header("X-Micms-Timestamp", timestamp)
                        .header(
                                "X-Micms-Signature",
                                "v1="
                                        + HexFormat.of()
                                                .formatHex(mac.doFinal(
                                                        (timestamp + "." + body).getBytes(StandardCharsets.UTF_8))))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("User-Agent", BROWSER)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        if (path.startsWith("/api/")) {
            return send("POST", path, body);
        }
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String path, String body, @Nullable String ifMatch, Role role) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", TestTokens.bearer(role))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        return send(method, path, body, Role.ADMIN);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, Role role) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", TestTokens.bearer(role))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String created(String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }
}
