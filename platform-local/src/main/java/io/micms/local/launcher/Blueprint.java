package io.micms.local.launcher;

import io.micms.local.LocalPorts;
import io.micms.local.google.GoogleProcess;
import io.micms.local.google.StandInGoogle;
import io.micms.local.inbox.InboxProcess;
import io.micms.local.kafka.KafkaProcess;
import io.micms.local.launcher.Part.Level;
import io.micms.local.launcher.Part.Readiness;
import io.micms.local.mongo.MongoProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which parts there are, how each is started, and what each is told. */
final class Blueprint {

    private static final String LOCAL_JAR = "platform-local-0.1.0-SNAPSHOT.jar";

    private static final int SECRET_BYTES = 24;

    private static final Duration PATIENCE_TO_DOWNLOAD = Duration.ofMinutes(15);

    private final PlatformOptions options;
    private final MongoChoice mongo;
    private final Map<String, String> environment;

    Blueprint(PlatformOptions options) {
        this.options = options;
        this.mongo = MongoChoice.of(options.environment(), options.alwaysEmbeddedMongo());
        this.environment = environment();
    }

    MongoChoice mongo() {
        return mongo;
    }

    boolean ownKafka() {
        return !isSet("KAFKA_BOOTSTRAP_SERVERS");
    }

    boolean standInGoogle() {
        return !isSet("GOOGLE_CLIENT_ID");
    }

    /** What a part sees of the variable, its default on one machine included. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    String inboxUrl() {
        return "http://" + LocalPorts.HOST + ":" + options.port(Port.INBOX);
    }

    /** @throws PlatformFailure if something has not been built */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (ownKafka()) {
            parts.add(local(
                    "kafka",
                    KafkaProcess.class,
                    Jvm.small(384),
                    List.of(Port.KAFKA),
                    options.data().toString(),
                    listeningPort(Port.KAFKA),
                    port(Port.KAFKA)));
        }
        database().ifPresent(parts::add);
        parts.add(local(
                "inbox",
                InboxProcess.class,
                Jvm.small(384),
                List.of(Port.INBOX, Port.SMTP),
                options.data().resolve("inbox").toString(),
                listeningPort(Port.SMTP),
                listeningPort(Port.INBOX)));
        if (standInGoogle()) {
            parts.add(local(
                    "google", GoogleProcess.class, Jvm.small(64), List.of(Port.GOOGLE), listeningPort(Port.GOOGLE)));
        }
        parts.add(service("auth", "auth-service", Port.AUTH, Jvm.small(192), Level.SERVICES));
        parts.add(service("customer", "customer-service", Port.CUSTOMER, Jvm.small(192), Level.SERVICES));
        parts.add(service("order", "order-service", Port.ORDER, Jvm.small(192), Level.SERVICES));
        parts.add(service("campaign", "campaign-service", Port.CAMPAIGN, Jvm.busy(256), Level.SERVICES));
        parts.add(service("insight", "insight-service", Port.INSIGHT, Jvm.small(320), Level.SERVICES));
        parts.add(service("gateway", "gateway", Port.GATEWAY, Jvm.small(192), Level.ENTRANCE));
        return List.copyOf(parts);
    }

    /** The one that is started, none where there is one already. */
    Optional<Part> database() {
        return switch (mongo) {
            case MongoChoice.External external -> Optional.empty();
            case MongoChoice.Installed installed -> Optional.of(installed(installed));
            case MongoChoice.Docker docker -> Optional.of(container(docker));
            case MongoChoice.Embedded embedded ->
                Optional.of(local(
                        "mongodb",
                        MongoProcess.class,
                        Jvm.large(variable("MICMS_MONGODB_HEAP")),
                        List.of(Port.MONGODB),
                        options.data().resolve("embedded-mongodb").toString(),
                        listeningPort(Port.MONGODB),
                        variable("MICMS_MONGODB_JOURNAL")));
        };
    }

    private Part local(String name, Class<?> main, List<String> jvm, List<Port> ports, String... arguments) {
        Path jar =
                options.repository().resolve("platform-local").resolve("target").resolve(LOCAL_JAR);
        if (!Files.exists(jar)) {
            throw new PlatformFailure("platform-local has not been built: there is no " + jar);
        }
        List<String> command = Jvm.local(jvm, jar.toString(), main);
        command.addAll(List.of(arguments));
        return new Part(
                name,
                ports.stream().map(options::listeningPort).toList(),
                command,
                environment,
                new Readiness.Says(" answers on "),
                Level.INFRASTRUCTURE,
                Part.USUAL_PATIENCE);
    }

    private Part service(String name, String module, Port port, List<String> jvm, Level level) {
        Path jar = ServiceJar.of(options.repository(), module)
                .extracted(options.repository().resolve(".mi-cms").resolve("run"));
        List<String> command = new ArrayList<>(jvm);
        String more = variable("MICMS_JAVA_OPTIONS");
        if (!more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        return new Part(
                name,
                List.of(options.listeningPort(port)),
                command,
                listeningOnItsOwnPort(port),
                new Readiness.Healthy(
                        URI.create("http://" + LocalPorts.HOST + ":" + listeningPort(port) + "/actuator/health")),
                level,
                Part.USUAL_PATIENCE);
    }

    private Map<String, String> listeningOnItsOwnPort(Port port) {
        Map<String, String> own = new HashMap<>(environment);
        own.put(port.variable(), listeningPort(port));
        return Map.copyOf(own);
    }

    private Part installed(MongoChoice.Installed installed) {
        Path data = options.data().resolve("mongodb");
        return mongod(
                List.of(
                        // mongod makes no directory of its own.
                        "/bin/sh",
                        "-c",
                        "mkdir -p \"$1\" && exec \"$0\" --dbpath \"$1\" --bind_ip 127.0.0.1 --port \"$2\"",
                        installed.mongod().toString(),
                        data.toString(),
                        listeningPort(Port.MONGODB)),
                Part.USUAL_PATIENCE);
    }

    private Part container(MongoChoice.Docker docker) {
        return mongod(
                List.of(
                        // A client that was killed leaves its container behind, and the name taken.
                        "/bin/sh",
                        "-c",
                        "\"$0\" rm --force \"$1\" >/dev/null 2>&1; exec \"$0\" run --rm --name \"$@\"",
                        docker.docker().toString(),
                        "mi-cms-mongodb-" + listeningPort(Port.MONGODB),
                        "--publish",
                        LocalPorts.HOST + ":" + listeningPort(Port.MONGODB) + ":27017",
                        "--volume",
                        MongoChoice.Docker.VOLUME + ":/data/db",
                        "mongo:8"),
                PATIENCE_TO_DOWNLOAD);
    }

    private Part mongod(List<String> command, Duration patience) {
        return new Part(
                "mongodb",
                List.of(options.listeningPort(Port.MONGODB)),
                command,
                environment,
                new Readiness.Says("Waiting for connections"),
                Level.INFRASTRUCTURE,
                patience);
    }

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        for (Port port : Port.values()) {
            all.put(port.variable(), port(port));
        }
        for (Port service : List.of(Port.CUSTOMER, Port.ORDER, Port.CAMPAIGN, Port.INSIGHT, Port.AUTH)) {
            all.put(service.name() + "_SERVICE_URL", "http://localhost:" + port(service));
        }
        all.put("KAFKA_BOOTSTRAP_SERVERS", LocalPorts.HOST + ":" + port(Port.KAFKA));
        all.put("MONGODB_URI", "mongodb://" + LocalPorts.HOST + ":" + port(Port.MONGODB));
        all.put("MICMS_PUBLIC_URL", "http://localhost:" + port(Port.GATEWAY));
        all.put("MICMS_AUTH_ISSUER", "http://localhost:" + port(Port.AUTH));
        // The embedded one keeps its documents in the heap: 200,000 customers fill most of it (benchmarks/README.md).
        all.put("MICMS_MONGODB_HEAP", "2g");
        all.put("MICMS_MONGODB_JOURNAL", "written");
        all.put("MICMS_CURRENCY", "INR");
        all.put("MICMS_TIME_ZONE", "Asia/Kolkata");
        if (standInGoogle()) {
            all.put("GOOGLE_ISSUER", "http://" + LocalPorts.HOST + ":" + port(Port.GOOGLE));
            all.put("GOOGLE_CLIENT_ID", StandInGoogle.CLIENT_ID);
            all.put("GOOGLE_CLIENT_SECRET", StandInGoogle.CLIENT_SECRET);
            all.put("MICMS_ADMIN_EMAIL", "ada@example.com");
        }
        // Each of these is one setting in several variables: a half of it from here would lead to the wrong server.
        if (!isSet("SMTP_HOST")) {
            all.put("SMTP_HOST", LocalPorts.HOST);
            all.put("SMTP_PORT", port(Port.SMTP));
            all.put("SMTP_BOUNCES", "bounces@mi-cms.example");
        }
        // The inbox plays mail servers that send mail back, and signs it as they would.
        all.put("MICMS_HOOK_SECRET", secret());
        if (!isSet("SMS_BASE_URL")) {
            all.put("SMS_BASE_URL", inboxUrl());
            all.put("SMS_ACCOUNT_SID", "AClocal");
            all.put("SMS_AUTH_TOKEN", "local");
            all.put("SMS_FROM", "+15005550006");
        }
        options.environment().forEach((name, value) -> {
            if (!value.isBlank() || !all.containsKey(name)) {
                all.put(name, value);
            }
        });
        if (standInGoogle()) {
            // An issuer without a client cannot be meant for the stand-in.
            all.put("GOOGLE_ISSUER", "http://" + LocalPorts.HOST + ":" + port(Port.GOOGLE));
        }
        return Map.copyOf(all);
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private boolean isSet(String variable) {
        return !options.environment().getOrDefault(variable, "").isBlank();
    }

    private String port(Port port) {
        return String.valueOf(options.port(port));
    }

    private String listeningPort(Port port) {
        return String.valueOf(options.listeningPort(port));
    }
}
