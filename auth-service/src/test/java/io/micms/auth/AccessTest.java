package io.micms.auth;

import io.micms.platform.testing.AccessWalk;
import io.micms.platform.testing.MiCmsTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

@MiCmsTest
@TestPropertySource(properties = "micms.auth.people.admin-email=ada@example.com")
class AccessTest {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private AccessWalk walk;

    @BeforeEach
    void prepare() {
        walk = AccessWalk.of("auth-service", context, port);
    }

    @Test
    void theTableNamesEveryEndpoint() {
        walk.assertTableNamesEveryEndpoint();
    }

    @Test
    void theTableIsTheCommittedOne() {
        walk.assertCommitted();
    }

    @TestFactory
    Stream<DynamicTest> everyVisitorAtEveryEndpoint() {
        return walk.everyVisitorAtEveryEndpoint();
    }
}
