package io.micms.benchmarks.customers;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.nimbusds.jose.JOSEException;
import io.micms.benchmarks.processes.Api;
import io.micms.benchmarks.processes.Platform;
import io.micms.benchmarks.processes.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** customer-service with the embedded Kafka and MongoDB, empty at first. */
final class CustomerPlatform implements AutoCloseable {

    private static final long LOOK_EVERY = 200;

    private final Platform platform;
    private final Platform.Service service;
    private final Api api;

    private CustomerPlatform(Platform platform, String... options) throws IOException, JOSEException {
        this.platform = platform;
        this.service = platform.service("customer-service", options);
        this.api =
                platform.apiOfClient(URI.create(service.uri() + "/api/customers"), "customers:read", "customers:write");
    }

    /** @param options of the service's JVM */
    static CustomerPlatform start(String... options) throws IOException, JOSEException {
        Platform platform = Platform.start("2g");
        try {
            return new CustomerPlatform(platform, options);
        } catch (IOException | JOSEException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Starts another process that uses the same broker and database, and ends with this platform. */
    Server alongside(List<String> options, List<String> program) throws IOException {
        return platform.alongside(options, program);
    }

    Server service() {
        return service.server();
    }

    Server mongodb() {
        return platform.mongodb();
    }

    String kafka() {
        return platform.kafka();
    }

    MongoCollection<Document> customers() {
        return platform.documents("micms_customers", "customers");
    }

    JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        return api.get(pathAndQuery);
    }

    JsonNode post(String pathAndQuery, String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return api.post(pathAndQuery, contentType, body);
    }

    /**
     * Imports the first so many of the {@link People} as a table.
     *
     * @return the job as it ended
     */
    JsonNode importPeople(int count) throws IOException, InterruptedException {
        JsonNode job = post(
                "/import?fileName=people.csv",
                "text/csv",
                HttpRequest.BodyPublishers.ofInputStream(() -> new PeopleTable(count)));
        String id = "/import/" + job.path("id").asString();
        post(id + "/start", "application/json", HttpRequest.BodyPublishers.noBody());
        while (true) {
            job = get(id);
            switch (job.path("state").asString()) {
                case "DONE" -> {
                    return job;
                }
                case "FAILED", "CANCELLED" -> throw new IOException("The import came to nothing: " + job);
                default -> Thread.sleep(LOOK_EVERY);
            }
        }
    }

    /** Waits until every document is published, and every customer compared with the others. */
    void comeToRest() throws InterruptedException {
        awaitPublished();
        awaitNone(platform.documents("bare", "plain"), "unpublished");
        awaitNone(customers(), "uncompared");
    }

    void awaitPublished() throws InterruptedException {
        awaitNone(customers(), "unpublished");
    }

    private static void awaitNone(MongoCollection<Document> documents, String field) throws InterruptedException {
        while (documents.find(Filters.exists(field)).first() != null) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
