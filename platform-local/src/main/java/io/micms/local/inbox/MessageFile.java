package io.micms.local.inbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as lines of JSON, oldest first, each of which can be read again. A line is with the operating system when
 * {@link #append} returns, so that it survives the end of this process, though not the machine's.
 */
final class MessageFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final FileChannel lines;
    private long end;
    private int count;

    private MessageFile(FileChannel lines) {
        this.lines = lines;
    }

    /**
     * A message that stands in the file.
     *
     * @param position of its line, in bytes
     * @param length of its line without the end of line, in bytes
     */
    record Place(MessageFile file, long position, int length) {

        /** Empty once the file was given up. */
        Optional<ReceivedMessage> read() {
            return file.read(this);
        }
    }

    /**
     * Opens a file, which need not be there yet. The last line is dropped where the process was killed while it wrote it.
     *
     * @param found told what is in it
     */
    static MessageFile open(Path path, BiConsumer<ReceivedMessage, Place> found) throws IOException {
        MessageFile file = new MessageFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        file.readAll(path, found);
        file.lines.truncate(file.end);
        return file;
    }

    private void readAll(Path path, BiConsumer<ReceivedMessage, Place> found) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                Place place = new Place(this, end, line.size());
                message(line.toByteArray()).ifPresent(message -> {
                    count++;
                    found.accept(message, place);
                });
                end += line.size() + 1L;
                line.reset();
            }
        }
    }

    /** @throws UncheckedIOException if it cannot be kept; nothing is left of it then */
    Place append(ReceivedMessage message) {
        byte[] line = (JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer left = ByteBuffer.wrap(line);
            while (left.hasRemaining()) {
                lines.write(left, end + left.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A message cannot be kept", e);
        }
        Place place = new Place(this, end, line.length - 1);
        end += line.length;
        count++;
        return place;
    }

    int count() {
        return count;
    }

    private Optional<ReceivedMessage> read(Place place) {
        ByteBuffer line = ByteBuffer.allocate(place.length());
        try {
            while (line.hasRemaining()) {
                if (lines.read(line, place.position() + line.position()) < 0) {
                    return Optional.empty();
                }
            }
        } catch (ClosedChannelException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A message cannot be read", e);
        }
        return message(line.array());
    }

    private static Optional<ReceivedMessage> message(byte[] line) {
        try {
            return Optional.of(Objects.requireNonNull(JSON.readValue(line, ReceivedMessage.class)));
        } catch (JacksonException e) {
            return Optional.empty();
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
