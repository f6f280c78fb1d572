package io.micms.benchmarks.customers;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.nimbusds.jose.JOSEException;
import io.micms.benchmarks.processes.Server;
import io.micms.benchmarks.processes.TemporaryDirectory;
import io.micms.local.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** customer-service with the embedded Kafka and MongoDB, empty at first. */
final class CustomerPlatform implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LOOK_EVERY = 200;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment;
    private final String authorization;
    private final URI api;
    private final MongoClient client;
    private final Server mongodb;
    private final Server service;

    private CustomerPlatform(List<String> options) throws IOException, JOSEException {
        try {
            Path directory = opened(TemporaryDirectory.create()).path();
            Tokens tokens = opened(Tokens.start());
            mongodb = opened(Server.mongodb(directory.resolve("mongodb"), "written"));
            Server kafka = opened(Server.kafka(directory.resolve("kafka"), LocalPorts.free()));
            environment = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.address(),
                    "MONGODB_URI",
                    mongodb.address(),
                    "AUTH_SERVICE_URL",
                    tokens.issuer(),
                    "MICMS_AUTH_ISSUER",
                    tokens.issuer());
            authorization = tokens.client("customers:read", "customers:write");
            client = opened(MongoClients.create(mongodb.address()));
            int port = LocalPorts.free();
            api = URI.create("http://" + LocalPorts.HOST + ":" + port + "/api/customers");
            service = opened(java(
                    options,
                    List.of(
                            "-jar",
                            Path.of(
                                            System.getProperty("micms.repository"),
                                            "customer-service",
                                            "target",
                                            "customer-service-0.1.0-SNAPSHOT.jar")
                                    .toString(),
                            "--server.port=" + port),
                    " Started "));
        } catch (IOException | JOSEException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param options of the service's JVM */
    static CustomerPlatform start(String... options) throws IOException, JOSEException {
        return new CustomerPlatform(List.of(options));
    }

    /** Starts another process that uses the same broker and database, and ends with this platform. */
    Server alongside(List<String> options, List<String> program) throws IOException {
        return opened(java(options, program, " Started "));
    }

    private Server java(List<String> options, List<String> program, String ready) throws IOException {
        return Server.start(Stream.concat(options.stream(), program.stream()).toList(), environment, ready);
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.push(one);
        return one;
    }

    Server service() {
        return service;
    }

    Server mongodb() {
        return mongodb;
    }

    String kafka() {
        return environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    }

    MongoCollection<Document> customers() {
        return client.getDatabase("micms_customers").getCollection("customers");
    }

    JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        return call(request(pathAndQuery).GET());
    }

    JsonNode post(String pathAndQuery, String contentType, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return call(request(pathAndQuery).header("Content-Type", contentType).POST(body));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(api + pathAndQuery)).header("Authorization", authorization);
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
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
        awaitNone(client.getDatabase("bare").getCollection("plain"), "unpublished");
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
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("Something is left behind: " + e);
            }
        }
    }
}
