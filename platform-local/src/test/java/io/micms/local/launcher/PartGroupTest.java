package io.micms.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micms.local.LocalPorts;
import io.micms.local.launcher.Part.Level;
import io.micms.local.launcher.Part.Readiness;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PartGroupTest {

    private static final String STAYS = "echo it is up; while :; do sleep 0.05; done";

    @TempDir
    private Path directory;

    private PartGroup group;

    @BeforeEach
    void newGroup() {
        group = new PartGroup(directory, Progress.SILENT, () -> {});
    }

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void aBusyPortIsToldWithItsPartAndOwner() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LocalPorts.HOST))) {
            Part inbox = part("inbox", Level.INFRASTRUCTURE, STAYS, taken.getLocalPort());
            assertThatThrownBy(() -> PartGroup.requireFreePorts(List.of(inbox)))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessageStartingWith("inbox needs port " + taken.getLocalPort() + ", which is in use")
                    .hasMessageContaining(
                            "by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void twoPartsOnOnePortAreTold() {
        int port = LocalPorts.free();
        assertThatThrownBy(() -> PartGroup.requireFreePorts(List.of(
                        part("order", Level.SERVICES, STAYS, port), part("insight", Level.SERVICES, STAYS, port))))
                .hasMessage("order and insight are both configured to listen on port " + port);
    }

    @Test
    void aPartThatDiesAtTheStartIsToldAndTheRestStopped() {
        List<Part> parts = List.of(
                part("kafka", Level.INFRASTRUCTURE, STAYS),
                part("auth", Level.SERVICES, STAYS),
                part(
                        "order",
                        Level.SERVICES,
                        "echo Starting; echo 'Caused by: java.net.ConnectException: no database'; echo; echo '\tat somewhere'; exit 7"));

        assertThatThrownBy(() -> group.start(parts))
                .isInstanceOf(PlatformFailure.class)
                .hasMessage("order died with exit code 7: Caused by: java.net.ConnectException: no database (%s)"
                        .formatted(directory.resolve("order.log")));
        assertThat(childrenThatStay()).isZero();
    }

    @Test
    void aPartThatDiesLaterIsTold() throws Exception {
        Path die = directory.resolve("die");
        group.start(List.of(
                part("kafka", Level.INFRASTRUCTURE, STAYS),
                part(
                        "campaign",
                        Level.SERVICES,
                        "echo it is up; while [ ! -e " + die + " ]; do sleep 0.05; done; echo out of memory; exit 3")));
        assertThat(group.failure()).isNotDone();

        Files.createFile(die);

        assertThat(group.failure().get(20, TimeUnit.SECONDS))
                .startsWith("campaign died with exit code 3: out of memory (");
    }

    @Test
    void aPartThatIsKilledOnPurposeStartsAgainAsItWas() throws Exception {
        Path starts = directory.resolve("starts");
        group.start(List.of(
                part("kafka", Level.INFRASTRUCTURE, STAYS),
                part("order", Level.SERVICES, "echo $$ >> " + starts + "; " + STAYS)));
        long killed = group.find("order").orElseThrow().pid();

        group.kill("order");
        assertThat(ProcessHandle.of(killed).filter(ProcessHandle::isAlive)).isEmpty();
        group.startAgain("order");
        group.stop("order");
        group.startAgain("order");

        assertThat(Files.readAllLines(starts))
                .hasSize(3)
                .endsWith(String.valueOf(group.find("order").orElseThrow().pid()));
        assertThat(group.failure()).isNotDone();
        assertThat(Files.readAllLines(directory.resolve("order.log"))).hasSize(3);
    }

    @Test
    void aPartThatDiesAgainIsTold() throws Exception {
        Path second = directory.resolve("second");
        group.start(List.of(part(
                "order",
                Level.SERVICES,
                "if [ -e " + second + " ]; then echo no luck; exit 9; fi; touch " + second + "; " + STAYS)));
        group.kill("order");

        assertThatThrownBy(() -> group.startAgain("order"))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageStartingWith("order died with exit code 9");
        assertThatThrownBy(() -> group.startAgain("order")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartThatNeverAnswersIsTold() {
        Part silent = new Part(
                "insight",
                List.of(),
                List.of("/bin/sh", "-c", "echo waiting for nothing; while :; do sleep 0.05; done"),
                Map.of(),
                new Readiness.Says("it is up"),
                Level.SERVICES,
                Duration.ofMillis(400));
        assertThatThrownBy(() -> group.start(List.of(silent)))
                .hasMessageStartingWith("insight does not answer after 0 s: waiting for nothing");
    }

    @Test
    void stopsTheEntranceFirstAndTheInfrastructureLast() throws Exception {
        Path stops = directory.resolve("stops");
        group.start(List.of(
                noting("kafka", Level.INFRASTRUCTURE, stops),
                noting("campaign", Level.SERVICES, stops),
                noting("gateway", Level.ENTRANCE, stops)));

        group.close();

        assertThat(Files.readAllLines(stops)).containsExactly("gateway", "campaign", "kafka");
        assertThat(group.failure()).isNotDone();
    }

    @Test
    void ctrlCInTheTerminalReachesOnlyTheLauncher() throws Exception {
        group.start(List.of(part("kafka", Level.INFRASTRUCTURE, STAYS), part("order", Level.SERVICES, STAYS)));
        long pid = group.find("order").orElseThrow().pid();

        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid).start().waitFor();
        new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "kill -TERM " + group.find("kafka").orElseThrow().pid())
                .start()
                .waitFor();

        // The second signal came later and has arrived, so the first has had no effect.
        await().until(() -> group.failure().isDone());
        assertThat(group.failure().join()).startsWith("kafka died");
        assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(order -> assertThat(order.isAlive()).isTrue());
    }

    private static Part noting(String name, Level level, Path file) {
        return part(
                name,
                level,
                "trap 'echo " + name + " >> " + file + "; exit 0' TERM; echo it is up; while :; do sleep 0.05; done");
    }

    private static Part part(String name, Level level, String script, Integer... ports) {
        return new Part(
                name,
                List.of(ports),
                List.of("/bin/sh", "-c", script),
                Map.of("PATH", System.getenv("PATH")),
                new Readiness.Says("it is up"),
                level,
                Duration.ofSeconds(20));
    }

    private static long childrenThatStay() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains("it is up"))
                .count();
    }
}
