package io.micms.local.inbox;

import io.micms.local.inbox.ReceivedMessage.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The last messages, in memory. */
final class ReceivedMessages {

    private static final int KEPT = 50_000;

    private final Deque<ReceivedMessage> newestFirst = new ArrayDeque<>();
    private final Map<String, ReceivedMessage> byId = new HashMap<>();
    private long received;

    synchronized ReceivedMessage add(LongFunction<ReceivedMessage> messageOfNumber) {
        ReceivedMessage message = messageOfNumber.apply(++received);
        newestFirst.addFirst(message);
        byId.put(message.id(), message);
        if (newestFirst.size() > KEPT) {
            byId.remove(newestFirst.removeLast().id());
        }
        return message;
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
        newestFirst.clear();
        byId.clear();
    }
}
