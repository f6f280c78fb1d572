package io.micms.insight;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.micms.platform.testing.AccessWalk;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class AccessTest extends AccessWalk {

    /** The other services, which know of nothing. */
    private static final WireMockServer NEIGHBOURS =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void knowNothing() {
        NEIGHBOURS.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
    }

    @AfterAll
    static void stop() {
        NEIGHBOURS.stop();
    }

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        NEIGHBOURS.start();
        for (String service : List.of("customer", "order", "campaign")) {
            registry.add("micms.neighbours." + service, NEIGHBOURS::baseUrl);
        }
    }

    @Override
    protected List<Endpoint> servedOtherwise() {
        return List.of(new Endpoint(HttpMethod.POST, "/mcp"), new Endpoint(HttpMethod.GET, "/mcp"));
    }
}
