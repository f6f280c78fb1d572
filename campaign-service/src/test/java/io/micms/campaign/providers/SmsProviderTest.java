package io.micms.campaign.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micms.campaign.providers.Provider.Outcome;
import io.micms.campaign.providers.Provider.Outgoing;
import io.micms.campaign.providers.ProviderProperties.Limit;
import io.micms.campaign.providers.ProviderProperties.Sms;
import io.micms.campaign.settings.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SmsProviderTest {

    private static final Outgoing MESSAGE = new Outgoing("thanks:asha:0:0", "+919812345678", "", "", "Hé & bye", "#");

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> signIns = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 201;
    private volatile String answer = "{\"sid\":\"SM1\"}";
    private volatile boolean silent;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/2010-04-01/Accounts/AC1/Messages.json", this::serve);
        server.setExecutor(command -> Thread.ofVirtual().start(command));
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        bodies.add(URLDecoder.decode(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        signIns.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (silent) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Outcome deliver() {
        return provider(new Limit(0, 0)).deliver(MESSAGE);
    }

    private SmsProvider provider(Limit limit) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Sms sms = new Sms(url, "AC1", "token", "MICMS", true, limit);
        SendingLimits limits = mock(SendingLimits.class);
        when(limits.sms()).thenReturn(new Limits.Limit(limit.perSecond(), limit.concurrency()));
        return new SmsProvider(
                new ProviderProperties(Duration.ofMillis(500), null, sms),
                limits,
                messageId -> Optional.of("mark"),
                "https://crm.example.com",
                JsonMapper.shared());
    }

    @Test
    void anSmsIsHandedOverWithTheSameKeyEachTime() {
        assertThat(deliver()).isEqualTo(new Outcome.Accepted("SM1"));
        deliver();

        assertThat(bodies.getFirst())
                .contains("To=+919812345678", "From=MICMS", "Body=Hé & bye")
                .contains("StatusCallback=https://crm.example.com/hooks/twilio?message=mark");
        assertThat(keys).containsExactly(MESSAGE.messageId(), MESSAGE.messageId());
        assertThat(signIns.getFirst())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("AC1:token".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 401, 403})
    void whatIsRefusedForNowIsTriedAgain(int refusal) {
        status = refusal;

        assertThat(deliver()).isInstanceOf(Outcome.TemporarilyRefused.class);
    }

    @ParameterizedTest
    @CsvSource({"21211,true", "21610,true", "21614,true", "21617,false", "0,false"})
    void whatIsRefusedForGoodSuppressesTheNumberOnlyIfThatIsAtFault(int code, boolean badNumber) {
        status = 400;
        answer = code == 0 ? "no JSON" : "{\"code\":%d,\"message\":\"No\"}".formatted(code);

        assertThat(deliver()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.badAddress()).isEqualTo(badNumber);
            assertThat(refused.why()).contains("400", answer);
        });
    }

    /** It may have been taken: nobody tries that again by themselves. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aServerThatFailsLeavesItUnknown(int failure) {
        status = failure;

        assertThat(deliver()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aServerThatDoesNotAnswerInTimeLeavesItUnknown() {
        silent = true;

        assertThat(deliver()).isInstanceOf(Outcome.Unknown.class);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeReadLeavesItUnknown() {
        answer = "{\"sid\":";

        assertThat(deliver()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void whereNobodyListensItIsTriedAgain() {
        SmsProvider provider = provider(new Limit(0, 0));
        server.stop(0);

        assertThat(provider.deliver(MESSAGE)).isInstanceOf(Outcome.TemporarilyRefused.class);
    }

    @Test
    void moreThanMayBeSentIsPutOff() {
        SmsProvider provider = provider(new Limit(0.001, 0));
        Outcome first = provider.deliver(MESSAGE);
        Outcome second = provider.deliver(MESSAGE);

        assertThat(first).isInstanceOf(Outcome.Accepted.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        Outcome.TooMany.class,
                        tooMany -> assertThat(tooMany.pause()).isPositive());
        assertThat(bodies).hasSize(1);
    }
}
