package io.micms.local.inbox;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as lines of JSON, oldest first. A line is with the operating system when {@link #append} returns, so that it survives
 * the end of this process, though not the machine's.
 */
final class MessageFile implements AutoCloseable {

    private static final String NAME = "messages.jsonl";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileOutputStream lines;

    private MessageFile(FileOutputStream lines) {
        this.lines = lines;
    }

    /** What is in the directory's file; the last line is dropped where the process was killed while it wrote it. */
    static List<ReceivedMessage> read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        // Not Files.readAllLines, which refuses a line that ends within a character.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .flatMap(MessageFile::message)
                .toList();
    }

    /** Begins a file with these messages in place of the one that is there. */
    static MessageFile begin(Path directory, List<ReceivedMessage> messages) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME);
        Path draft = directory.resolve(NAME + ".new");
        Files.write(draft, messages.stream().map(MessageFile::line).toList());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new MessageFile(new FileOutputStream(file.toFile(), true));
    }

    private static Stream<ReceivedMessage> message(String line) {
        try {
            return Stream.of(Objects.requireNonNull(JSON.readValue(line, ReceivedMessage.class)));
        } catch (JacksonException e) {
            return Stream.empty();
        }
    }

    private static String line(ReceivedMessage message) {
        return JSON.writeValueAsString(message);
    }

    void append(ReceivedMessage message) {
        try {
            lines.write((line(message) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A message cannot be kept", e);
        }
    }

    void clear() {
        try {
            lines.getChannel().truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
