package io.micms.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.local.google.StandInGoogle;
import io.micms.local.kafka.EmbeddedKafka;
import io.micms.local.kafka.Topics;
import io.micms.local.mongo.EmbeddedMongo;
import io.micms.platform.testing.KafkaProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Server-sent events as a browser gets them, of what other services publish. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "micms.stream.heartbeat=200ms",
            "micms.stream.per-person=3",
            "micms.stream.hints-every=300ms",
            "micms.stream.look-for-ended-every=300ms"
        })
class StreamTest {

    private static final StandInGoogle GOOGLE =
            StandInGoogle.start(0, StandInGoogle.CLIENT_ID, StandInGoogle.CLIENT_SECRET);
    private static final StandInServices SERVICES = new StandInServices();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static Path directory;
    private static EmbeddedKafka kafka;

    @LocalServerPort
    int port;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    @Qualifier("streams")
    SmartLifecycle streams;

    @Autowired
    @Qualifier("webServerGracefulShutdown")
    SmartLifecycle webServer;

    private final List<EventReader> readers = new ArrayList<>();
    private Browser browser;
    private KafkaProbe probe;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) throws IOException {
        directory = Files.createTempDirectory("gateway-kafka");
        kafka = EmbeddedKafka.start(directory, 0);
        Topics.create(kafka.bootstrapServers(), Topics.layout(3));
        String bootstrapServers = kafka.bootstrapServers();
        registry.add("spring.kafka.bootstrap-servers", () -> bootstrapServers);
        registry.add("spring.mongodb.uri", () -> {
            String given = System.getenv("MICMS_TEST_MONGODB_URI");
            return given != null ? given : EmbeddedMongo.start(0).uri();
        });
        registry.add("micms.google.issuer", GOOGLE::issuer);
        registry.add("micms.google.client-id", () -> StandInGoogle.CLIENT_ID);
        registry.add("micms.google.client-secret", () -> StandInGoogle.CLIENT_SECRET);
        registry.add("micms.services.auth", SERVICES::url);
    }

    @AfterAll
    static void close() {
        GOOGLE.close();
        SERVICES.close();
        kafka.close();
    }

    @BeforeEach
    void start() {
        SERVICES.reset();
        probe = new KafkaProbe(kafka.bootstrapServers());
        browser = new Browser(port);
        browser.signIn("/login", "ada@example.com");
    }

    @AfterEach
    void hangUp() throws IOException {
        for (EventReader reader : readers) {
            reader.close();
        }
        probe.close();
        await().atMost(PATIENCE)
                .until(() -> metrics.get("micms.stream.open").gauge().value() == 0);
    }

    private EventReader open(Browser browser) {
        HttpResponse<InputStream> response = browser.open("/api/stream");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        EventReader reader = new EventReader(response.body());
        readers.add(reader);
        return reader;
    }

    /** Tells of a new job until somebody hears of one, since reading begins with what comes after it has begun. */
    private void awaitJobs(EventReader reader) {
        int before = reader.of("job").size();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            progress("warm-up-" + NUMBERS.incrementAndGet(), 1);
            return reader.of("job").size() > before;
        });
    }

    private void progress(String id, int percent) {
        probe.send("progress", id, """
                {"id":"%s","kind":"import.customers","state":"RUNNING","percent":%d,"done":7,"rejected":1,
                 "startedBy":"ada@example.com"}""".formatted(id, percent));
    }

    @Test
    void nobodyWhoIsSignedOutListens() {
        for (Browser.Answer answer : List.of(
                new Browser(port).get("/api/stream"),
                new Browser(port).get("/api/stream", "Authorization", "Bearer of.somebody.else"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void aClientIsToldWhenToComeBackAndToAskForEverything() {
        EventReader reader = open(browser);

        await().atMost(PATIENCE).until(() -> !reader.of("hello").isEmpty());
        assertThat(reader.others.getFirst()).matches("retry: [2-4]\\d{3}");
        assertThat(reader.events.getFirst().name()).isEqualTo("hello");
        assertThat(reader.events.getFirst().id()).isNotBlank();
        await().atMost(PATIENCE).until(() -> reader.others.contains(": still here"));
    }

    @Test
    void jobsArePassedOnWithNothingThatIsNotPartOfTheirProgress() {
        EventReader reader = open(browser);
        awaitJobs(reader);

        progress("job-1", 42);
        await().atMost(PATIENCE)
                .until(() -> reader.of("job").stream()
                        .anyMatch(job -> job.path("id").asString().equals("job-1")));
        JsonNode job = reader.of("job").stream()
                .filter(told -> told.path("id").asString().equals("job-1"))
                .findFirst()
                .orElseThrow();
        assertThat(job.toString())
                .isEqualTo("{\"id\":\"job-1\",\"kind\":\"import.customers\",\"state\":\"RUNNING\",\"percent\":42,"
                        + "\"done\":7,\"rejected\":1}");
        assertThat(reader.events.stream().map(EventReader.Event::id)).doesNotHaveDuplicates();
    }

    @Test
    void anAnalystHearsOfSegmentsButNotOfJobs() {
        EventReader admin = open(browser);
        SERVICES.roles = List.of("ANALYST");
        Browser another = new Browser(port);
        another.signIn("/login", "ada@example.com");
        EventReader analyst = open(another);
        awaitJobs(admin);

        String segment = "s-" + NUMBERS.incrementAndGet();
        progress("job-2", 50);
        probe.send("segments", segment, "{}");

        await().atMost(PATIENCE).until(() -> ids(analyst, "segment").contains(segment));
        await().atMost(PATIENCE).until(() -> ids(admin, "job").contains("job-2"));
        assertThat(analyst.of("job")).isEmpty();
    }

    @Test
    void manyChangesOfOneAudienceAreFewHintsWithoutAnythingOfTheCustomers() {
        EventReader reader = open(browser);
        awaitJobs(reader);
        String segment = "s-" + NUMBERS.incrementAndGet();
        String campaign = "k-" + NUMBERS.incrementAndGet();
        for (int customer = 0; customer < 300; customer++) {
            probe.send("audiences", segment + ":c-" + customer, "{\"customerId\":\"c-" + customer + "\"}");
            probe.send("messages", campaign + ":c-" + customer + ":0:0", "{\"to\":\"asha@example.com\"}");
        }
        probe.send("audiences", "asha@example.com", "{}");
        String last = "s-" + NUMBERS.incrementAndGet();
        probe.send("audiences", last + ":c-1", "{}");

        await().atMost(PATIENCE).until(() -> ids(reader, "segment").contains(last));
        await().atMost(PATIENCE).until(() -> ids(reader, "campaign").contains(campaign));
        assertThat(ids(reader, "segment")).contains(segment);
        assertThat(ids(reader, "segment").size() + ids(reader, "campaign").size())
                .isLessThan(100);
        assertThat(reader.events.toString()).doesNotContain("c-1\"", "asha");
        assertThat(reader.of("segment"))
                .allSatisfy(hint -> assertThat(hint.propertyNames()).containsExactly("id"));
    }

    @Test
    void moreChangesThanAreWorthNamingAreOneWordToAskForEverything() {
        EventReader reader = open(browser);
        awaitJobs(reader);
        int before = reader.of("hello").size();
        try (KafkaProducer<String, String> burst = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 100),
                new StringSerializer(),
                new StringSerializer())) {
            await().atMost(PATIENCE).until(() -> {
                for (int segment = 0; segment < 1000; segment++) {
                    burst.send(new ProducerRecord<>("segments", "many-" + segment, "{}"));
                }
                return reader.of("hello").size() > before;
            });
        }
    }

    @Test
    void whatCannotBeReadIsSkipped() {
        EventReader reader = open(browser);
        awaitJobs(reader);

        probe.send("progress", "bad", "no JSON");
        probe.send("progress", "bad", "{\"id\":\"bad\"}");
        awaitJobs(reader);
        assertThat(ids(reader, "job")).doesNotContain("bad");
    }

    @Test
    void whoSignsOutHearsNoMore() throws Exception {
        EventReader reader = open(browser);
        Browser another = new Browser(port);
        another.signIn("/login", "ada@example.com");
        EventReader stays = open(another);
        browser.get("/api/me");

        assertThat(browser.post("/logout", "").status()).isEqualTo(204);

        reader.awaitEnd();
        assertThat(stays.hasEnded()).isFalse();
        assertThat(browser.open("/api/stream").statusCode()).isEqualTo(401);
    }

    @Test
    void aSignInThatEndsElsewhereEndsItsStreams() throws Exception {
        EventReader reader = open(browser);

        mongo.remove(new Query(), "sign_ins");

        reader.awaitEnd();
    }

    @Test
    void whomAuthServiceRefusesGetsNoStream() {
        SERVICES.expiresIn = 9;
        browser = new Browser(port);
        browser.signIn("/login", "ada@example.com");
        SERVICES.ended = true;

        assertThat(browser.open("/api/stream").statusCode()).isEqualTo(401);
        assertThat(browser.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void onePersonOpensOnlySoMany() throws Exception {
        EventReader first = open(browser);
        open(browser);
        open(browser);

        HttpResponse<InputStream> refused = browser.open("/api/stream");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        first.close();
        await().atMost(PATIENCE).until(() -> {
            HttpResponse<InputStream> again = browser.open("/api/stream");
            readers.add(new EventReader(again.body()));
            return again.statusCode() == 200;
        });
    }

    @Test
    void aClientThatDoesNotReadIsDisconnected() throws Exception {
        EventReader quick = open(browser);
        awaitJobs(quick);
        double before = metrics.get("micms.stream.dropped").counter().count();
        try (Socket slow = connect()) {
            // The answer begins when the stream is open.
            assertThat(metrics.get("micms.stream.open").gauge().value()).isEqualTo(2);
            String reason = "x".repeat(50_000);
            // Not so many at once that a client who reads has too much waiting, too.
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
                for (int i = 0; i < 20; i++) {
                    probe.send(
                            "progress",
                            "big",
                            "{\"id\":\"big-%d\",\"kind\":\"k\",\"state\":\"FAILED\",\"percent\":1,\"done\":1,\"rejected\":0,\"failure\":\"%s\"}"
                                    .formatted(NUMBERS.incrementAndGet(), reason));
                }
                return metrics.get("micms.stream.dropped").counter().count() > before;
            });
            assertThat(metrics.get("micms.stream.open").gauge().value()).isEqualTo(1);
        }
        assertThat(quick.hasEnded()).isFalse();
        awaitJobs(quick);
    }

    @Test
    void clientsThatHangUpDisturbNobodyWhoComesAfterThem() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Socket gone = connect()) {
                // It is reset, not closed: what is written to it fails.
                gone.setSoLinger(true, 0);
            }
            await().atMost(PATIENCE)
                    .until(() -> metrics.get("micms.stream.open").gauge().value() == 0);
            EventReader stays = open(browser);
            await().atMost(PATIENCE).until(() -> stays.others.size() > 2 || stays.hasEnded());
            assertThat(stays.hasEnded()).isFalse();
            stays.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write(("GET /api/stream HTTP/1.1\r\nHost: localhost\r\nCookie: MICMS_SESSION="
                                + browser.cookie("MICMS_SESSION") + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(answer).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    @Test
    void aGatewayThatStopsLeavesNobodyWaiting() throws Exception {
        EventReader reader = open(browser);
        assertThat(streams.getPhase()).isGreaterThan(webServer.getPhase());

        streams.stop();
        try {
            reader.awaitEnd();
            assertThat(browser.open("/api/stream").statusCode()).isEqualTo(429);
        } finally {
            streams.start();
        }
    }

    @Test
    void whileKafkaIsAwayStreamsStayOpenAndLaterGoOn() throws Exception {
        EventReader reader = open(browser);
        awaitJobs(reader);
        int kafkaPort = kafka.port();

        kafka.close();
        int heartbeats = reader.others.size();
        await().atMost(PATIENCE).until(() -> reader.others.size() > heartbeats + 3);
        EventReader later = open(browser);
        await().atMost(PATIENCE).until(() -> !later.of("hello").isEmpty());

        kafka = EmbeddedKafka.start(directory, kafkaPort);
        awaitJobs(reader);
        awaitJobs(later);
        assertThat(reader.hasEnded()).isFalse();
    }

    private static List<String> ids(EventReader reader, String name) {
        return reader.of(name).stream().map(told -> told.path("id").asString()).toList();
    }
}
