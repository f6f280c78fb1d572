package io.micms.system.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.local.LocalPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpProxyTest {

    private final int port = LocalPorts.free();
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getByName(LocalPorts.HOST));
        Thread.ofVirtual().start(this::serve);
        proxy = TcpProxy.between(port, echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesOnBothWaysAndTheEnd() throws IOException {
        try (Socket client = connect()) {
            say(client, 'a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutResetsWhatIsThereAndRefusesWhatComes() throws IOException {
        try (Socket client = connect()) {
            say(client, 'a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            proxy.cut();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(this::connect).isInstanceOf(SocketException.class);

        proxy.heal();
        passesOnBothWaysAndTheEnd();
    }

    @Test
    void aStallHoldsEverythingBackUntilItIsHealed() throws IOException {
        try (Socket client = connect()) {
            proxy.stall();
            say(client, 'a');
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void aDelayHoldsEverythingUp() throws IOException {
        try (Socket client = connect()) {
            proxy.delay(Duration.ofSeconds(1));
            say(client, 'a');
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void whatListensNoMoreIsNotPretended() throws IOException {
        echo.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> {
                        say(client, 'a');
                        assertThat(client.getInputStream().read()).isEqualTo('a');
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getByName(LocalPorts.HOST), port);
    }

    private static void say(Socket client, char letter) throws IOException {
        client.getOutputStream().write(letter);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The proxy reset it.
        }
    }
}
