package io.micms.insight.figures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Counts different buyers over any days. A day holds them as numbers of 64 bits, drawn from their ids by SHA-256: two of ten million
 * customers share one with a probability of 3 in a million.
 */
final class Buyers {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Buyers::sha256);

    private Buyers() {}

    static long number(String customerId) {
        return ByteBuffer.wrap(SHA_256.get().digest(customerId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Small numbers for large ones, the same for the life of the process, so that days are put together by counting in an array.
     * Open addressing; it only grows.
     */
    static final class Directory {

        private long[] keys = new long[1 << 12];
        private int[] places = new int[1 << 12];
        private int size;

        synchronized int[] placesOf(long[] numbers) {
            int[] result = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                result[i] = placeOf(numbers[i]);
            }
            return result;
        }

        synchronized int size() {
            return size;
        }

        private int placeOf(long number) {
            int slot = slot(number, keys, places);
            if (places[slot] == 0) {
                keys[slot] = number;
                places[slot] = ++size;
                if (size * 2 > keys.length) {
                    grow();
                    return size - 1;
                }
            }
            return places[slot] - 1;
        }

        private static int slot(long number, long[] keys, int[] places) {
            int mask = keys.length - 1;
            int slot = (int) number & mask;
            while (places[slot] != 0 && keys[slot] != number) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            long[] more = new long[keys.length * 2];
            int[] morePlaces = new int[keys.length * 2];
            for (int i = 0; i < keys.length; i++) {
                if (places[i] != 0) {
                    int slot = slot(keys[i], more, morePlaces);
                    more[slot] = keys[i];
                    morePlaces[slot] = places[i];
                }
            }
            keys = more;
            places = morePlaces;
        }
    }

    /** How often each of the buyers of some days bought. */
    static final class Tally {

        private byte[] times;
        private int active;
        private int repeaters;

        Tally(int size) {
            times = new byte[Math.max(size, 1)];
        }

        void add(int[] places) {
            for (int place : places) {
                if (place >= times.length) {
                    times = Arrays.copyOf(times, Math.max(place + 1, times.length * 2));
                }
                if (times[place] == 0) {
                    active++;
                    times[place] = 1;
                } else if (times[place] == 1) {
                    repeaters++;
                    times[place] = 2;
                }
            }
        }

        /** How many different ones there are. */
        int active() {
            return active;
        }

        /** How many of them bought more than once. */
        int repeaters() {
            return repeaters;
        }
    }
}
