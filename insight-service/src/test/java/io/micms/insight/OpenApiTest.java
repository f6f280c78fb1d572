package io.micms.insight;

import io.micms.platform.testing.MiCmsTest;
import io.micms.platform.testing.OpenApiFile;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@MiCmsTest
class OpenApiTest {

    @LocalServerPort
    int port;

    @Test
    void theApiIsTheCommittedOne() {
        OpenApiFile.assertCommitted("insight-service", port);
    }
}
