package io.micms.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalPortsTest {

    @Test
    void areDistinctFreeAndNobodyElsesToTake() {
        List<Integer> ports = LocalPorts.free(20);

        assertThat(ports).hasSize(20).doesNotHaveDuplicates().allMatch(LocalPorts::isFree);
        // 32768 is where the kernel begins to hand out ports by itself.
        assertThat(ports).allMatch(port -> port > 1024 && port < 32_768);
    }

    @Test
    void aPortThatIsListenedOnIsNotFree() throws IOException {
        int port = LocalPorts.free();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(LocalPorts.HOST))) {
            assertThat(LocalPorts.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
