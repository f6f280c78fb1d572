package io.micms.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream as a browser would, until it ends. */
final class EventReader implements AutoCloseable {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> others = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private final CountDownLatch ended = new CountDownLatch(1);

    record Event(String id, String name, JsonNode data) {}

    EventReader(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().start(this::read);
    }

    List<JsonNode> of(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::data)
                .toList();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    void awaitEnd() throws InterruptedException {
        if (!ended.await(40, TimeUnit.SECONDS)) {
            throw new AssertionError("The stream goes on");
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    block.add(line);
                } else {
                    take(block);
                    block.clear();
                }
            }
        } catch (IOException e) {
            others.add(e.toString());
        } finally {
            ended.countDown();
        }
    }

    private void take(List<String> block) {
        Map<String, String> fields = new HashMap<>();
        block.forEach(line -> fields.put(line.split(":", 2)[0], line.split(":", 2)[1].strip()));
        if (fields.containsKey("event")) {
            events.add(new Event(
                    fields.get("id"), fields.get("event"), JsonMapper.shared().readTree(fields.get("data"))));
        } else {
            others.addAll(block);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
