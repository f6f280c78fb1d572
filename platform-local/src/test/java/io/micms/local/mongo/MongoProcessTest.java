package io.micms.local.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database as a process of its own, which can be killed. */
@Timeout(60)
class MongoProcessTest {

    private static final int WRITERS = 4;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"written", "forced"})
    void losesNoAcknowledgedWriteWhenItIsKilled(String durability) throws Exception {
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        Started first = start(durability);
        CountDownLatch enough = new CountDownLatch(durability.equals("forced") ? 400 : 3000);
        try (MongoClient client = MongoClients.create(first.uri());
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            MongoCollection<Document> documents = client.getDatabase("kill").getCollection("documents");
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer-" + writer;
                writers.submit(() -> writeUntilKilled(documents, name, acknowledged, enough));
            }
            enough.await();
            first.process().destroyForcibly().waitFor();
        }
        Started second = start(durability);
        try (MongoClient client = MongoClients.create(second.uri())) {
            MongoCollection<Document> documents = client.getDatabase("kill").getCollection("documents");
            Map<String, Integer> found = documents.find().into(new ArrayList<>()).stream()
                    .collect(Collectors.toMap(d -> d.getString("_id"), d -> d.getInteger("n")));
            assertThat(acknowledged).isNotEmpty();
            acknowledged.forEach((id, n) -> assertThat(found.get(id)).as(id).isGreaterThanOrEqualTo(n));
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }

    @Test
    void aSecondProcessIsRefusedTheDirectory() throws Exception {
        Started first = start("written");
        try {
            Process second = process("written");
            String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(output)
                    .contains(
                            directory.toString(),
                            "in use by another process (pid " + first.process().pid());
        } finally {
            first.process().destroyForcibly().waitFor();
        }
    }

    /** One new document after the other, and one that counts them. */
    private static void writeUntilKilled(
            MongoCollection<Document> documents,
            String name,
            Map<String, Integer> acknowledged,
            CountDownLatch enough) {
        try {
            documents.insertOne(new Document("_id", name).append("n", 0));
            for (int i = 1; ; i++) {
                String id = name + "/" + i;
                documents.insertOne(new Document("_id", id).append("n", 0));
                acknowledged.put(id, 0);
                documents.updateOne(eq("_id", id), set("n", i));
                acknowledged.put(id, i);
                Document counted = documents.findOneAndUpdate(
                        eq("_id", name),
                        inc("n", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
                acknowledged.put(name, counted.getInteger("n"));
                enough.countDown();
            }
        } catch (MongoException e) {
            // The end that the test is about.
        }
    }

    private record Started(Process process, String uri) {}

    private Started start(String durability) throws IOException {
        Process process = process(durability);
        BufferedReader output = process.inputReader();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.contains(" answers on ")) {
                return new Started(process, line.substring(line.indexOf("mongodb://")));
            }
        }
        throw new IOException("The database did not start");
    }

    private Process process(String durability) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MongoProcess.class.getName(),
                        directory.toString(),
                        "0",
                        durability))
                .redirectErrorStream(true)
                .start();
    }
}
