package io.micms.benchmarks.segments;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** @param millis ascending */
public record Latencies(List<Double> millis) {

    /** @param nanos in any order */
    static Latencies of(Collection<Long> nanos) {
        return new Latencies(nanos.stream().map(one -> one / 1e6).sorted().toList());
    }

    public static Latencies together(Collection<Latencies> several) {
        return new Latencies(
                several.stream().flatMap(one -> one.millis().stream()).sorted().toList());
    }

    /** The latency that such a part is not above. */
    public double quantile(double part) {
        return millis.isEmpty() ? Double.NaN : millis.get((int) Math.min(millis.size() - 1.0, part * millis.size()));
    }

    /** Median, 99th percentile and the longest. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f / %,.0f / %,.0f ms", quantile(0.5), quantile(0.99), quantile(1));
    }
}
