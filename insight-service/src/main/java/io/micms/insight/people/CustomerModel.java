package io.micms.insight.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What was learned from all customers together, at one moment.
 *
 * @param customers how many there were
 * @param buyers how many of them had bought
 * @param quintiles null with too few buyers to compare
 * @param hours 24 numbers: how often anybody opened, clicked or ordered in that hour of their own time zone
 * @param buying null where there is too little to fit
 * @param spending null where there is too little to fit
 * @param note how the models came about, or why there are none, for people to read
 */
@Document("models")
record CustomerModel(
        @Id String id,
        Instant fittedAt,
        long customers,
        long buyers,
        @Nullable Quintiles quintiles,
        List<Integer> hours,
        List<GroupSum> groups,
        @Nullable Buying buying,
        @Nullable Spending spending,
        String note) {

    static final String ID = "customers";

    /**
     * Four bounds each, that cut the buyers into fifths: whoever is above one is in the next fifth.
     *
     * @param recency of the instants of the last order
     */
    record Quintiles(List<Instant> recency, List<Integer> frequency, List<BigDecimal> monetary) {

        PersonInsight.Scores scores(Instant lastAt, int orders, BigDecimal revenue) {
            return new PersonInsight.Scores(
                    1 + above(lastAt, recency), 1 + above(orders, frequency), 1 + above(revenue, monetary));
        }

        private static <T extends Comparable<T>> int above(T value, List<T> bounds) {
            return (int)
                    bounds.stream().filter(bound -> value.compareTo(bound) > 0).count();
        }
    }

    /** @param expectedValue null without a model of spending */
    record GroupSum(
            CustomerGroup group,
            long customers,
            BigDecimal revenue,
            @Nullable BigDecimal expectedValue) {}

    /**
     * @param customers that it was fitted to, a sample of all where there are many
     * @param millis how long that took
     */
    record Buying(
            double r,
            double alpha,
            double a,
            double b,
            double logLikelihood,
            int customers,
            int repeaters,
            long millis) {

        BgNbd model() {
            return new BgNbd(r, alpha, a, b);
        }
    }

    record Spending(double p, double q, double gamma, double logLikelihood, int customers) {

        GammaGamma model() {
            return new GammaGamma(p, q, gamma);
        }
    }
}
