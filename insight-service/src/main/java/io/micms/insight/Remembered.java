package io.micms.insight;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that take a while, kept for ten times as long as they took: however often somebody asks, no more than a tenth of the time
 * goes into answering, and what is quick is always fresh. Whoever asks for what somebody else is just working out waits for it.
 */
public final class Remembered<K, V> {

    private static final int TIMES = 10;
    private static final int AT_MOST = 200;

    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    private static final class Entry<V> {

        private @Nullable V value;
        private long until;
    }

    public V get(K key, Function<K, V> answer) {
        Entry<V> entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, first -> new Entry<>());
            Iterator<K> oldest = entries.keySet().iterator();
            while (entries.size() > AT_MOST) {
                oldest.next();
                oldest.remove();
            }
        }
        synchronized (entry) {
            long begin = System.nanoTime();
            V value = entry.value;
            if (value == null || entry.until - begin < 0) {
                value = answer.apply(key);
                long end = System.nanoTime();
                entry.value = value;
                entry.until = end + TIMES * (end - begin);
            }
            return value;
        }
    }
}
