package io.micms.system.breaker;

import io.micms.system.SignedIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A breakable platform with its segments and campaigns, what it is fed with, and who looks at it in the end. */
final class Arena implements AutoCloseable {

    private final BreakablePlatform broken;
    private final ApiClient api;
    private final Workload workload;
    private final Observer observer;
    private final Auditor auditor;

    private Arena(BreakablePlatform broken, long seed, Consumer<String> progress) {
        this.broken = broken;
        SignedIn ada = SignedIn.as(broken.platform().gateway(), "ada@example.com");
        JsonNode issued = ada.post("/api/clients", """
                {"name":"workload","scopes":["customers:read","customers:write","orders:read","orders:write"]}""");
        this.api = new ApiClient(
                broken.platform().gateway(),
                issued.path("clientId").asString(),
                issued.path("clientSecret").asString());
        Expected expected = new Expected();
        this.workload = new Workload(seed, expected, Instant.now());
        this.observer = new Observer(broken);
        this.auditor = new Auditor(expected, Launched.by(ada), observer, progress);
    }

    /** @param repository whose built jars are run */
    static Arena open(Path repository, long seed, Consumer<String> progress) {
        Path state = repository.resolve("system-tests").resolve("target").resolve("breaker");
        BreakablePlatform broken = BreakablePlatform.start(repository, state);
        try {
            return new Arena(broken, seed, progress);
        } catch (RuntimeException e) {
            broken.close();
            throw e;
        }
    }

    BreakablePlatform broken() {
        return broken;
    }

    ApiClient api() {
        return api;
    }

    Observer observer() {
        return observer;
    }

    Auditor auditor() {
        return auditor;
    }

    /** Begins to send what other systems and people would, until it is closed. */
    Load load(Duration each) {
        return Load.begin(workload, api, broken.platform().kafkaBootstrapServers(), each);
    }

    @Override
    public void close() {
        observer.close();
        api.close();
        broken.close();
    }
}
