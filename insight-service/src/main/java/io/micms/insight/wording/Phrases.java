package io.micms.insight.wording;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Ways of saying the same. The longest that fits is taken. */
final class Phrases {

    private static final Set<Phrases> ALL = ConcurrentHashMap.newKeySet();

    private final List<String[]> ways;

    private Phrases(List<String[]> ways) {
        this.ways = ways;
    }

    /** @param ways separated by {@code |}, each of words separated by blanks */
    static Phrases of(String ways) {
        Phrases phrases = new Phrases(Arrays.stream(ways.split("\\|"))
                .map(String::strip)
                .map(way -> way.split(" +"))
                .toList());
        ALL.add(phrases);
        return phrases;
    }

    /** All that have been made so far. */
    static Stream<Phrases> all() {
        return ALL.stream();
    }

    Stream<String> words() {
        return ways.stream().flatMap(Arrays::stream);
    }

    /** The position behind the longest way that stands there; -1 if none does. */
    int match(List<Token> tokens, int at) {
        int end = -1;
        for (String[] way : ways) {
            int behind = at + way.length;
            if (behind > end && behind <= tokens.size() && stands(way, tokens, at)) {
                end = behind;
            }
        }
        return end;
    }

    private static boolean stands(String[] way, List<Token> tokens, int at) {
        for (int i = 0; i < way.length; i++) {
            if (!tokens.get(at + i).is(way[i])) {
                return false;
            }
        }
        return true;
    }

    static Set<String> wordsOf(Stream<Phrases> phrases) {
        Set<String> words = new HashSet<>();
        phrases.flatMap(Phrases::words).forEach(words::add);
        return words;
    }
}
