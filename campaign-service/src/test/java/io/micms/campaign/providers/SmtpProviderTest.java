package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.campaign.providers.Provider.Outgoing;
import io.micms.campaign.providers.ProviderProperties.Dkim;
import io.micms.campaign.providers.ProviderProperties.Limit;
import io.micms.campaign.providers.ProviderProperties.Pool;
import io.micms.campaign.providers.ProviderProperties.Sms;
import io.micms.campaign.providers.ProviderProperties.Smtp;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.Limits;
import io.micms.campaign.settings.Limits.DomainLimit;
import io.micms.campaign.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class SmtpProviderTest {

    private static final String ID = UUID.randomUUID() + ":" + UUID.randomUUID() + ":0:0";

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final Brands brands = mock(Brands.class);
    private final Settings settings = mock(Settings.class);
    private SmtpProvider provider;
    private SendingLimits limits;

    @BeforeEach
    void start() {
        when(brands.current()).thenReturn(Brand.DEFAULT);
        when(settings.delivery()).thenReturn(DeliverySettings.DEFAULT);
        provider = provider(new Pool(100, Duration.ofSeconds(30)), new Limit(0, 0), Map.of());
    }

    private SmtpProvider provider(Pool pool, Limit limit, Map<String, Limit> domains) {
        return provider(server.port(), pool, limit, domains);
    }

    private SmtpProvider provider(int port, Pool pool, Limit limit, Map<String, Limit> domains) {
        Smtp smtp = new Smtp(
                "127.0.0.1",
                port,
                null,
                null,
                false,
                "Mi-CMS <hello@mi-cms.example>",
                "bounces@mi-cms.example",
                pool,
                limit,
                domains,
                new Dkim(null, "micms", null));
        ProviderProperties properties = new ProviderProperties(
                Duration.ofSeconds(10), smtp, new Sms("http://localhost", "a", "b", "c", false, limit));
        limits = new SendingLimits(properties, settings, new SimpleMeterRegistry());
        return new SmtpProvider(properties, limits, brands, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    private Outcome send(String to) {
        return send(to, "Hello");
    }

    private Outcome send(String to, String subject) {
        return provider.deliver(
                new Outgoing(ID, to, subject, "<p>Grüße</p>", ".Grüße\nFrom here", "https://crm.example.com/u/token"));
    }

    private MimeMessage mail(int index) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(server.mails().get(index).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aMailIsWhatItShouldBe() throws Exception {
        when(brands.current())
                .thenReturn(new Brand(
                        "Trail",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "Grüße, Trail",
                        "Shop@Bücher.example",
                        "care@example.com",
                        null,
                        true));

        assertThat(send("asha@example.com", "Grüße 😀")).isInstanceOf(Outcome.Accepted.class);

        MimeMessage mail = mail(0);
        assertThat(mail.getSubject()).isEqualTo("Grüße 😀");
        assertThat(mail.getFrom()[0].toString()).contains("Shop@xn--bcher-kva.example");
        assertThat(mail.getReplyTo()[0]).hasToString("care@example.com");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).isEqualTo("<https://crm.example.com/u/token>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(MessageIds.ofMessageId(mail.getMessageID())).contains(ID);
        assertThat(mail.getHeader("Feedback-ID")[0]).startsWith(ID.substring(0, 36) + ":campaign:mi-cms:");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(".Grüße\r\nFrom here");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
        assertThat(MessageIds.ofReturnAddress(server.senders().getFirst())).contains(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "'Hi\r\nBcc: all@example.com'",
        "'Hi\nBcc: all@example.com'",
        "'Hi\r\n\r\n<script>'",
        "'Hi\u2028Bcc: all@example.com'",
        "'Grüße\r\nBcc: all@example.com'"
    })
    void aSubjectCannotBecomeAnotherHeader(String subject) throws Exception {
        send("asha@example.com", subject);

        MimeMessage mail = mail(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).doesNotContain("\n");
        assertThat(server.recipients()).containsExactly("asha@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Trail\r\nBcc: all@example.com", "Grüße\nBcc: all@example.com", "Trail\" <x@example.com>, \"y"})
    void aSendersNameCannotBecomeAnotherHeaderOrAddress(String name) throws Exception {
        when(brands.current())
                .thenReturn(new Brand("Trail", null, null, null, null, null, name, null, null, null, true));

        send("asha@example.com");

        MimeMessage mail = mail(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getFrom())
                .singleElement()
                .satisfies(from ->
                        assertThat(((InternetAddress) from).getAddress()).isEqualTo("hello@mi-cms.example"));
        assertThat(server.recipients()).containsExactly("asha@example.com");
    }

    @Test
    void connectionsAreUsedAgainAndEndAfterSoMany() {
        provider = provider(new Pool(3, Duration.ofSeconds(30)), new Limit(0, 0), Map.of());

        for (int i = 0; i < 7; i++) {
            assertThat(send("asha@example.com")).isInstanceOf(Outcome.Accepted.class);
        }

        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void aConnectionThatTheServerHasClosedIsReplacedWithoutAWord() {
        send("asha@example.com");
        server.closeConnections();

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void idleConnectionsAreClosed() {
        provider = provider(new Pool(100, Duration.ZERO), new Limit(0, 0), Map.of());
        send("asha@example.com");

        provider.closeIdle();
        send("asha@example.com");

        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 User unknown, true",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound, true",
        "550 5.2.1 Account disabled, true",
        "550 No such user here, true",
        "550 5.0.0 User unknown, true",
        "550 5.7.1 Blocked by policy, false",
        "554 5.7.1 Listed by a blocklist, false",
        "550 Message refused because of its content, false",
        "552 5.2.2 Mailbox full, false"
    })
    void arefusalForGoodSuppressesTheAddressOnlyIfThatIsAtFault(String reply, boolean badAddress) {
        server.answerTo("RCPT", reply);

        assertThat(send("asha@example.com")).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.badAddress()).isEqualTo(badAddress);
            assertThat(refused.why()).contains(reply.substring(4, 10));
        });
        assertThat(server.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 451 4.7.1 Try later", "MAIL, 421 4.3.2 Closing", "DATA, 452 4.3.1 Full", "., 451 4.3.0 Not now"})
    void aRefusalForNowIsTriedAgain(String command, String reply) {
        server.answerTo(command, reply);

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.TemporarilyRefused.class);
    }

    @Test
    void aRefusalLeavesTheConnectionToOthers() {
        server.answerTo("RCPT", "550 5.1.1 User unknown");
        send("nobody@example.com");
        server.answerTo("RCPT", "250 OK");

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    /** Some servers hang up after a refusal instead of waiting for the next mail. */
    @Test
    void aConnectionThatIsClosedAfterARefusalIsNotUsedAgain() {
        server.answerTo("RCPT", "550 5.1.1 User unknown");
        server.resetAt("RSET");
        assertThat(send("nobody@example.com")).isInstanceOf(Outcome.Refused.class);
        server.answerTo("RCPT", "250 OK");

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"MAIL", "RCPT", "DATA"})
    void aConnectionThatBreaksBeforeTheEndOfTheMailIsTriedAgain(String command) {
        server.hangUpAt(command);

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.TemporarilyRefused.class);
    }

    @Test
    void aConnectionThatBreaksAfterTheEndOfTheMailLeavesItUnknown() {
        server.hangUpAt(".");

        assertThat(send("asha@example.com")).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void whereNobodyListensItIsTriedAgain() throws IOException {
        // A port that is taken and not listened on: one that was given back would soon be somebody else's.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress("127.0.0.1", 0));
            provider.close();
            provider =
                    provider(silent.getLocalPort(), new Pool(100, Duration.ofSeconds(30)), new Limit(0, 0), Map.of());

            assertThat(send("asha@example.com")).isInstanceOf(Outcome.TemporarilyRefused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"nowhere", "'a@b.example, c@d.example'", "'a@b.example\r\nRCPT TO:<c@d.example>'"})
    void anAddressThatIsNoneIsRefusedWithoutAsking(String to) {
        assertThat(send(to)).isInstanceOf(Outcome.Refused.class);
        assertThat(server.connections()).isZero();
    }

    @Test
    void anAddressBeyondAsciiIsSentWhereTheServerKnowsIt() {
        assertThat(send("अशा@example.com"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("SMTPUTF8"));

        provider.close();
        server.offer("SMTPUTF8");
        server.offer("8BITMIME");
        assertThat(send("अशा@example.com")).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.recipients()).containsExactly("अशा@example.com");
        assertThat(send("asha@bücher.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.recipients()).contains("asha@xn--bcher-kva.example");
    }

    @Test
    void moreThanMayBeSentIsPutOff() {
        provider = provider(
                new Pool(100, Duration.ofSeconds(30)),
                new Limit(0, 0),
                Map.of("slow.example", new Limit(0.01, 0), "*", new Limit(0, 5)));

        assertThat(send("a@slow.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("b@slow.example"))
                .isInstanceOfSatisfying(
                        Outcome.TooMany.class,
                        tooMany -> assertThat(tooMany.pause()).isGreaterThan(Duration.ofSeconds(50)));
        assertThat(send("c@fast.example")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatPeopleSetHoldsAtOnceAndTheEnvironmentsAgainWithoutIt() {
        provider = provider(
                new Pool(100, Duration.ofSeconds(30)), new Limit(0, 0), Map.of("slow.example", new Limit(0.01, 0)));
        assertThat(send("a@slow.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("b@slow.example")).isInstanceOf(Outcome.TooMany.class);

        set(new Limits(null, null, List.of(new DomainLimit("Slow.example", 1_000.0, null))));
        assertThat(send("b@slow.example")).isInstanceOf(Outcome.Accepted.class);

        set(new Limits(new Limits.Limit(0.01, null), null, List.of()));
        assertThat(send("a@fast.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("b@fast.example")).isInstanceOf(Outcome.TooMany.class);

        set(null);
        assertThat(send("b@fast.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("c@slow.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("d@slow.example")).isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    void limitsStayAsTheyWereWhileTheDatabaseIsAway() {
        set(new Limits(null, null, List.of(new DomainLimit("*", 0.01, null))));
        when(settings.delivery()).thenThrow(new DataAccessResourceFailureException("away"));
        limits.refresh();

        assertThat(send("a@one.example")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("b@one.example")).isInstanceOf(Outcome.TooMany.class);
        assertThat(send("a@other.example")).isInstanceOf(Outcome.Accepted.class);
    }

    private void set(@Nullable Limits limits) {
        when(settings.delivery()).thenReturn(new DeliverySettings(false, null, null, null, null, limits));
        this.limits.refresh();
    }
}
