package io.micms.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlueprintTest {

    private static final String UNTIL_STOPPED = "trap 'echo stopped >> %s; exit 0' TERM; while :; do sleep 0.05; done";

    @TempDir
    private Path directory;

    @Test
    void tellsPartsWhereTheOthersAre() {
        Blueprint blueprint = blueprint(Map.of("MICMS_KAFKA_PORT", "19092", "MICMS_CAMPAIGN_PORT", "18083"));
        assertThat(blueprint.variable("KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("127.0.0.1:19092");
        assertThat(blueprint.variable("CAMPAIGN_SERVICE_URL")).isEqualTo("http://localhost:18083");
        assertThat(blueprint.variable("MONGODB_URI")).isEqualTo("mongodb://127.0.0.1:27017");
        assertThat(blueprint.variable("GOOGLE_ISSUER")).isEqualTo("http://127.0.0.1:8090");
        assertThat(blueprint.variable("MICMS_ADMIN_EMAIL")).isEqualTo("ada@example.com");
        assertThat(blueprint.variable("SMTP_PORT")).isEqualTo("1025");
    }

    @Test
    void leavesWhatTheEnvironmentSays() {
        Blueprint blueprint = blueprint(Map.of(
                "GOOGLE_CLIENT_ID", "real",
                "SMTP_HOST", "mail.example.com",
                "MICMS_CURRENCY", "EUR",
                "MONGODB_URI", "mongodb://db.example.com"));
        assertThat(blueprint.standInGoogle()).isFalse();
        assertThat(blueprint.variable("GOOGLE_CLIENT_ID")).isEqualTo("real");
        assertThat(blueprint.variable("GOOGLE_ISSUER")).isEmpty();
        assertThat(blueprint.variable("SMTP_HOST")).isEqualTo("mail.example.com");
        assertThat(blueprint.variable("SMTP_PORT")).isEmpty();
        assertThat(blueprint.variable("MICMS_CURRENCY")).isEqualTo("EUR");
        assertThat(blueprint.mongo()).isEqualTo(new MongoChoice.External("mongodb://db.example.com"));
    }

    @Test
    void choosesTheMostRealMongoThatThereIs() throws Exception {
        String path = directory.toString();
        assertThat(MongoChoice.of(Map.of("PATH", path), false)).isEqualTo(new MongoChoice.Embedded());
        Path docker = program("docker", "exit 1");
        assertThat(MongoChoice.of(Map.of("PATH", path), false)).isEqualTo(new MongoChoice.Embedded());
        program("docker", "exit 0");
        assertThat(MongoChoice.of(Map.of("PATH", path), false)).isEqualTo(new MongoChoice.Docker(docker));
        Path mongod = program("mongod", "exit 0");
        assertThat(MongoChoice.of(Map.of("PATH", path), false)).isEqualTo(new MongoChoice.Installed(mongod));
        assertThat(MongoChoice.of(Map.of("PATH", path), true)).isEqualTo(new MongoChoice.Embedded());
    }

    @Test
    void startsAnInstalledMongodOnADirectoryOfItsOwn() throws Exception {
        Path said = directory.resolve("said");
        program(
                "mongod",
                "echo \"$@\" >> " + said + "\necho Waiting for connections\n" + UNTIL_STOPPED.formatted(said));
        runDatabase();
        Path data = directory.resolve(".mi-cms").resolve("data").resolve("mongodb");
        assertThat(data).isDirectory();
        assertThat(said).hasContent("--dbpath " + data + " --bind_ip 127.0.0.1 --port 27123\nstopped");
    }

    @Test
    void startsAContainerOnAVolumeAndStopsItInTheEnd() throws Exception {
        Path said = directory.resolve("said");
        program(
                "docker",
                "echo \"$@\" >> " + said + "\n[ \"$1\" = run ] || exit 0\necho Waiting for connections\n"
                        + UNTIL_STOPPED.formatted(said));
        runDatabase();
        assertThat(said).hasContent("""
                version --format {{.Server.Version}}
                rm --force mi-cms-mongodb-27123
                run --rm --name mi-cms-mongodb-27123 --publish 127.0.0.1:27123:27017 --volume mi-cms-mongodb:/data/db mongo:8
                stopped""");
    }

    private void runDatabase() {
        Blueprint blueprint =
                blueprint(Map.of("PATH", directory + ":" + System.getenv("PATH"), "MICMS_MONGODB_PORT", "27123"));
        try (PartGroup group = new PartGroup(directory.resolve("logs"), Progress.SILENT, () -> {})) {
            group.start(List.of(blueprint.database().orElseThrow()));
        }
    }

    @Test
    void whatStandsInFrontOfAPartIsWhereOthersFindIt() throws Exception {
        for (String module : List.of(
                "platform-local",
                "auth-service",
                "customer-service",
                "order-service",
                "campaign-service",
                "insight-service",
                "gateway")) {
            Path jar = directory.resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT.jar");
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
            Path extracted = directory
                    .resolve(".mi-cms/run/" + module + "-"
                            + Long.toHexString(Files.getLastModifiedTime(jar).toMillis()))
                    .resolve(jar.getFileName());
            Files.createDirectories(extracted.getParent());
            Files.createFile(extracted);
        }
        Blueprint blueprint = new Blueprint(PlatformOptions.standard(directory, Map.of("PATH", ""))
                .behind(Map.of(Port.KAFKA, 29092, Port.CUSTOMER, 28081)));

        assertThat(blueprint.variable("KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("127.0.0.1:9092");
        assertThat(blueprint.variable("CUSTOMER_SERVICE_URL")).isEqualTo("http://localhost:8081");
        assertThat(part(blueprint, "kafka").ports()).containsExactly(29092);
        assertThat(part(blueprint, "kafka").command()).endsWith("29092", "9092");
        assertThat(part(blueprint, "customer").environment()).containsEntry("MICMS_CUSTOMER_PORT", "28081");
        assertThat(part(blueprint, "gateway").environment()).containsEntry("MICMS_CUSTOMER_PORT", "8081");
        assertThat(part(blueprint, "customer").readiness())
                .isEqualTo(new Part.Readiness.Healthy(URI.create("http://127.0.0.1:28081/actuator/health")));
    }

    private static Part part(Blueprint blueprint, String name) {
        return blueprint.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhichVariableHoldsNoPort() {
        assertThatThrownBy(() -> Port.of(Map.of("MICMS_ORDER_PORT", "http")))
                .isInstanceOf(PlatformFailure.class)
                .hasMessage("MICMS_ORDER_PORT is not a port number: http");
    }

    @Test
    void saysWhatHasNotBeenBuilt() {
        assertThatThrownBy(() -> blueprint(Map.of()).parts())
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("has not been built");
    }

    @Test
    void aProcessIdThatWasGivenToAnotherProcessIsNotOurs() {
        ProcessHandle self = ProcessHandle.current();
        RunningState.Running ours = new RunningState.Running(
                "kafka", self.pid(), self.info().startInstant().orElseThrow(), List.of(9092), "kafka.log");
        RunningState.Running reused =
                new RunningState.Running("kafka", self.pid(), Instant.EPOCH, List.of(9092), "kafka.log");
        Path file = directory.resolve("run").resolve("pids.json");
        new RunningState(ours, true, "http://localhost:8080", "http://127.0.0.1:8025", List.of(ours, reused))
                .write(file);

        List<RunningState.Running> parts = RunningState.read(file).orElseThrow().parts();

        assertThat(parts.get(0).process()).isPresent();
        assertThat(parts.get(1).process()).isEmpty();
    }

    private Blueprint blueprint(Map<String, String> environment) {
        return new Blueprint(PlatformOptions.standard(directory, environment));
    }

    private Path program(String name, String script) throws Exception {
        Path program = directory.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
