package io.micms.local.inbox;

import io.micms.local.inbox.MessageFile.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BiConsumer;

/** A directory's two files: the one that is written and the one before it. What is older is given up with its file. */
final class MessageFiles implements AutoCloseable {

    private static final String CURRENT = "messages.jsonl";
    private static final String EARLIER = "messages.earlier.jsonl";

    private final Path current;
    private final Path earlier;
    private MessageFile being;
    private MessageFile before;

    private MessageFiles(Path directory, BiConsumer<ReceivedMessage, Place> found) throws IOException {
        this.current = directory.resolve(CURRENT);
        this.earlier = directory.resolve(EARLIER);
        this.before = MessageFile.open(earlier, found);
        this.being = MessageFile.open(current, found);
    }

    /** @param found told what is in them, oldest first */
    static MessageFiles open(Path directory, BiConsumer<ReceivedMessage, Place> found) throws IOException {
        Files.createDirectories(directory);
        return new MessageFiles(directory, found);
    }

    /** @throws UncheckedIOException if it cannot be kept; nothing is left of it then */
    Place append(ReceivedMessage message) {
        return being.append(message);
    }

    /** How many are in the file that is written. */
    int count() {
        return being.count();
    }

    /** Gives up what is in the earlier file; what is written from now on goes to a new one. */
    void beginNext() {
        try {
            before.close();
            Files.move(current, earlier, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            before = being;
            being = empty(current);
        } catch (IOException e) {
            throw new UncheckedIOException("Older messages cannot be given up", e);
        }
    }

    void clear() {
        try {
            close();
            Files.deleteIfExists(earlier);
            Files.deleteIfExists(current);
            before = empty(earlier);
            being = empty(current);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageFile empty(Path path) throws IOException {
        return MessageFile.open(path, (message, place) -> {});
    }

    @Override
    public void close() {
        before.close();
        being.close();
    }
}
