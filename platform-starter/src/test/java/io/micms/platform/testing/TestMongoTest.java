package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMongoTest {

    @Test
    void prefersTheMostRealOne() {
        assertThat(TestMongo.kind(Map.of(), () -> false)).isEqualTo(TestMongo.Kind.EMBEDDED);
        assertThat(TestMongo.kind(Map.of(), () -> true)).isEqualTo(TestMongo.Kind.CONTAINER);
        assertThat(TestMongo.kind(Map.of("MICMS_TEST_MONGODB", "embedded"), () -> true))
                .isEqualTo(TestMongo.Kind.EMBEDDED);
        assertThat(TestMongo.kind(
                        Map.of("MICMS_TEST_MONGODB_URI", "mongodb://db", "MICMS_TEST_MONGODB", "embedded"), () -> true))
                .isEqualTo(TestMongo.Kind.GIVEN);
        assertThat(TestMongo.kind(Map.of("MICMS_TEST_MONGODB_URI", " "), () -> false))
                .isEqualTo(TestMongo.Kind.EMBEDDED);
    }

    @Test
    void asksDockerOnlyWhereThereMayBeOne(@TempDir Path root) throws Exception {
        Map<String, String> environment = Map.of("HOME", "/home/ada");
        assertThat(TestMongo.mayHaveDocker(environment, root)).isFalse();
        assertThat(TestMongo.mayHaveDocker(Map.of("DOCKER_HOST", "tcp://build:2375"), root))
                .isTrue();
        Path socket = root.resolve("home/ada/.docker/run/docker.sock");
        Files.createDirectories(socket.getParent());
        Files.createFile(socket);
        assertThat(TestMongo.mayHaveDocker(environment, root)).isTrue();
    }
}
