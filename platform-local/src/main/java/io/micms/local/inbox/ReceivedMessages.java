package io.micms.local.inbox;

import io.micms.local.inbox.ReceivedMessage.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The last messages, in memory and, where there is a directory for it, in a file that outlives the process. */
final class ReceivedMessages implements AutoCloseable {

    private static final int KEPT = 50_000;

    private final Deque<ReceivedMessage> newestFirst = new ArrayDeque<>();
    private final Map<String, ReceivedMessage> byId = new HashMap<>();
    private final @Nullable MessageFile file;
    private long received;

    ReceivedMessages() {
        this.file = null;
    }

    private ReceivedMessages(MessageFile file) {
        this.file = file;
    }

    /** @throws UncheckedIOException if the directory cannot be used */
    static ReceivedMessages in(Path directory) {
        try {
            List<ReceivedMessage> all = MessageFile.read(directory);
            List<ReceivedMessage> last = all.subList(Math.max(0, all.size() - KEPT), all.size());
            ReceivedMessages messages = new ReceivedMessages(MessageFile.begin(directory, last));
            last.forEach(messages::keep);
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException("Messages cannot be kept in " + directory, e);
        }
    }

    /** @throws UncheckedIOException if it cannot be kept; it has not been taken then */
    synchronized ReceivedMessage add(LongFunction<ReceivedMessage> messageOfNumber) {
        ReceivedMessage message = messageOfNumber.apply(received + 1);
        if (file != null) {
            file.append(message);
        }
        keep(message);
        return message;
    }

    private void keep(ReceivedMessage message) {
        received = message.number();
        newestFirst.addFirst(message);
        byId.put(message.id(), message);
        if (newestFirst.size() > KEPT) {
            byId.remove(newestFirst.removeLast().id());
        }
    }

    synchronized List<ReceivedMessage> newest(@Nullable Channel channel, @Nullable String to, int limit) {
        return newestFirst.stream()
                .filter(message -> channel == null || message.channel() == channel)
                .filter(message -> to == null || message.to().stream().anyMatch(to::equalsIgnoreCase))
                .limit(limit)
                .toList();
    }

    synchronized Optional<ReceivedMessage> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized int count() {
        return newestFirst.size();
    }

    synchronized void clear() {
        if (file != null) {
            file.clear();
        }
        newestFirst.clear();
        byId.clear();
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            file.close();
        }
    }
}
