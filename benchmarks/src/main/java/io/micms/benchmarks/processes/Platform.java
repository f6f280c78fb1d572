package io.micms.benchmarks.processes;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.nimbusds.jose.JOSEException;
import io.micms.local.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;

/** The embedded Kafka and MongoDB, empty at first, and services that are started on them. */
public final class Platform implements AutoCloseable {

    private static final String READY = " Started ";

    static final String SMALL =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:MetaspaceSize=160m";

    /** Of Java, for most services, besides those of each: as {@code ./mi-cms up} starts them, unless others are to be compared. */
    static final List<String> MORE_OPTIONS = options("micms.benchmarks.java", SMALL);

    /** The same for campaign-service, which has most to do. */
    public static final List<String> CAMPAIGN_OPTIONS = options(
            "micms.benchmarks.campaign.java", "-XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m -XX:MetaspaceSize=160m");

    static List<String> options(String property, String otherwise) {
        return List.of(System.getProperty(property, otherwise).split(" "));
    }

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Tokens tokens;
    private final Server mongodb;
    private final Server kafka;
    private final MongoClient client;

    private Platform(String databaseHeap, boolean touched) throws IOException, JOSEException {
        try {
            Path directory = opened(TemporaryDirectory.create()).path();
            tokens = opened(Tokens.start());
            mongodb = opened(Server.mongodb(directory.resolve("mongodb"), "written", databaseHeap, touched));
            kafka = opened(Server.kafka(directory.resolve("kafka"), LocalPorts.free()));
            client = opened(MongoClients.create(mongodb.address()));
        } catch (IOException | JOSEException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param databaseHeap such as 2g */
    public static Platform start(String databaseHeap) throws IOException, JOSEException {
        return start(databaseHeap, false);
    }

    /** @param touched whether the database is to have used all of its heap once beforehand */
    public static Platform start(String databaseHeap, boolean touched) throws IOException, JOSEException {
        return new Platform(databaseHeap, touched);
    }

    /** A service that runs. */
    public record Service(Server server, URI uri) {}

    /** Starts one from its jar; it ends with the platform. */
    public Service service(String module, String... options) throws IOException {
        return service(module, MORE_OPTIONS, options);
    }

    /** @param more options of Java, instead of those that most services have */
    public Service service(String module, List<String> more, String... options) throws IOException {
        int port = LocalPorts.free();
        Path jar = Path.of(System.getProperty("micms.repository"), module, "target", module + "-0.1.0-SNAPSHOT.jar");
        return new Service(
                alongside(
                        Stream.concat(Stream.of(options), more.stream()).toList(),
                        List.of("-jar", jar.toString(), "--server.port=" + port)),
                URI.create("http://" + LocalPorts.HOST + ":" + port));
    }

    /** Starts another process that uses the same broker and database, and ends with the platform. */
    public Server alongside(List<String> options, List<String> program) throws IOException {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.address(),
                "MONGODB_URI",
                mongodb.address(),
                "AUTH_SERVICE_URL",
                tokens.issuer(),
                "MICMS_AUTH_ISSUER",
                tokens.issuer());
        return opened(
                Server.start(Stream.concat(options.stream(), program.stream()).toList(), environment, READY));
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.push(one);
        return one;
    }

    public Server mongodb() {
        return mongodb;
    }

    /** The address of the broker. */
    public String kafka() {
        return kafka.address();
    }

    public Server broker() {
        return kafka;
    }

    public MongoCollection<Document> documents(String database, String collection) {
        return client.getDatabase(database).getCollection(collection);
    }

    /** To ask a service as an API client with these scopes. */
    public Api apiOfClient(URI uri, String... scopes) throws JOSEException {
        return new Api(http, uri, tokens.client(scopes));
    }

    /** To ask a service as a person with these roles. */
    public Api apiOfPerson(URI uri, String... roles) throws JOSEException {
        return new Api(http, uri, tokens.person(roles));
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
