package io.micms.local.inbox;

import io.micms.local.inbox.ReceivedMessage.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last messages. Where there is a directory for them they outlive the process in files, and only their summaries are in
 * memory; else they are in memory whole.
 */
final class ReceivedMessages implements AutoCloseable {

    static final int KEPT = 50_000;

    private final NavigableMap<Long, Kept> byNumber = new TreeMap<>();
    private final int kept;
    private final @Nullable MessageFiles files;
    private long received;

    /** @param whole empty once it was given up */
    record Kept(MessageSummary summary, Supplier<Optional<ReceivedMessage>> whole) {}

    ReceivedMessages() {
        this.kept = KEPT;
        this.files = null;
    }

    private ReceivedMessages(Path directory, int kept) throws IOException {
        this.kept = kept;
        this.files = MessageFiles.open(directory, (message, place) -> keep(message, place::read));
    }

    /** @throws UncheckedIOException if the directory cannot be used */
    static ReceivedMessages in(Path directory) {
        return in(directory, KEPT);
    }

    /** @param kept how many at least; at most twice as many */
    static ReceivedMessages in(Path directory, int kept) {
        try {
            return new ReceivedMessages(directory, kept);
        } catch (IOException e) {
            throw new UncheckedIOException("Messages cannot be kept in " + directory, e);
        }
    }

    /** @throws UncheckedIOException if it cannot be kept; it has not been taken then */
    synchronized ReceivedMessage add(LongFunction<ReceivedMessage> messageOfNumber) {
        ReceivedMessage message = messageOfNumber.apply(received + 1);
        if (files == null) {
            keep(message, () -> Optional.of(message));
            giveUpAllBut(kept);
        } else {
            if (files.count() >= kept) {
                int left = files.count();
                files.beginNext();
                giveUpAllBut(left);
            }
            keep(message, files.append(message)::read);
        }
        return message;
    }

    private void keep(ReceivedMessage message, Supplier<Optional<ReceivedMessage>> whole) {
        received = message.number();
        byNumber.put(received, new Kept(MessageSummary.of(message), whole));
    }

    private void giveUpAllBut(int left) {
        while (byNumber.size() > left) {
            byNumber.pollFirstEntry();
        }
    }

    /**
     * @param channel null for any
     * @param to null for anyone
     * @param before only those that came before the one with this number; null for all
     */
    synchronized List<Kept> newest(@Nullable Channel channel, @Nullable String to, @Nullable Long before, int limit) {
        NavigableMap<Long, Kept> older = before == null ? byNumber : byNumber.headMap(before, false);
        return older.descendingMap().values().stream()
                .filter(message -> channel == null || message.summary().channel() == channel)
                .filter(message -> to == null || message.summary().to().stream().anyMatch(to::equalsIgnoreCase))
                .limit(limit)
                .toList();
    }

    Optional<ReceivedMessage> find(String id) {
        OptionalLong number = ReceivedMessage.number(id);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Kept found;
        synchronized (this) {
            found = byNumber.get(number.getAsLong());
        }
        return Optional.ofNullable(found)
                .filter(message -> message.summary().id().equals(id))
                .flatMap(message -> message.whole().get());
    }

    synchronized int count() {
        return byNumber.size();
    }

    synchronized void clear() {
        byNumber.clear();
        if (files != null) {
            files.clear();
        }
    }

    @Override
    public synchronized void close() {
        if (files != null) {
            files.close();
        }
    }
}
