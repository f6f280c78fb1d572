package io.micms.insight.people;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How customers bought, as the models see it: for each the number of times after the first, when the last of these was, and since
 * when they are customers. Like histories are kept once, with their number.
 */
final class Histories {

    /** A thing that happens often is looked up instead of computed: there are few different ages, and few different counts. */
    private final Index ages = new Index();

    private int[] repeats = new int[64];
    private int[] lastAges = new int[64];
    private int[] totalAges = new int[64];
    private int[] weights = new int[64];
    private int size;
    private int customers;
    private int repeaters;
    private int mostRepeats;
    private final Map<Long, Integer> known = new HashMap<>();

    /** Numbers for different values. */
    private static final class Index {

        private final Map<Double, Integer> numbers = new HashMap<>();
        private double[] values = new double[64];

        int of(double value) {
            return numbers.computeIfAbsent(value, added -> {
                int number = numbers.size();
                if (number == values.length) {
                    values = Arrays.copyOf(values, number * 2);
                }
                values[number] = added;
                return number;
            });
        }

        int size() {
            return numbers.size();
        }
    }

    /**
     * @param x how often the customer bought again
     * @param tx weeks from the first to the last time; 0 for somebody who did not buy again
     * @param t weeks from the first time to now
     */
    void add(int x, double tx, double t) {
        if (x < 0 || tx < 0 || t < tx || (x == 0) != (tx == 0)) {
            throw new IllegalArgumentException("No history: x %d, t_x %s, T %s".formatted(x, tx, t));
        }
        int last = ages.of(tx);
        int age = ages.of(t);
        customers++;
        if (x > 0) {
            repeaters++;
        }
        mostRepeats = Math.max(mostRepeats, x);
        // 22 bits each; a customer with more repeats than that would take a purchase a minute for eight years.
        long key = ((long) x << 44) | ((long) last << 22) | age;
        Integer place = known.putIfAbsent(key, size);
        if (place != null) {
            weights[place]++;
            return;
        }
        if (size == repeats.length) {
            repeats = Arrays.copyOf(repeats, size * 2);
            lastAges = Arrays.copyOf(lastAges, size * 2);
            totalAges = Arrays.copyOf(totalAges, size * 2);
            weights = Arrays.copyOf(weights, size * 2);
        }
        repeats[size] = x;
        lastAges[size] = last;
        totalAges[size] = age;
        weights[size] = 1;
        size++;
    }

    int customers() {
        return customers;
    }

    /** Those who bought again. */
    int repeaters() {
        return repeaters;
    }

    int mostRepeats() {
        return mostRepeats;
    }

    /** How many different ones there are. */
    int size() {
        return size;
    }

    int x(int history) {
        return repeats[history];
    }

    /** The number of the age at the last time, of those that {@link #ages} lists. */
    int lastAge(int history) {
        return lastAges[history];
    }

    int age(int history) {
        return totalAges[history];
    }

    int weight(int history) {
        return weights[history];
    }

    /** Different ages in weeks, by number. */
    double[] ages() {
        return Arrays.copyOf(ages.values, ages.size());
    }

    double meanAge() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += ages.values[totalAges[i]] * weights[i];
        }
        return sum / customers;
    }
}
