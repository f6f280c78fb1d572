package io.micms.insight.performance;

import org.jspecify.annotations.Nullable;

/**
 * What the campaign caused: those who were to get a message against those held out at random, by all that either ordered within the
 * window, whatever else reached them. Those who were skipped stay where they were drawn (intention to treat): the draw comes before
 * consent and the like are looked at, so only the whole of one side is like the whole of the other.
 *
 * @param messaged those who were to get one, skipped or not; null if there is nobody yet
 * @param conversion the difference of the shares that ordered (Newcombe 1998, method 10); null if it cannot be said
 * @param revenuePerPerson the difference of the means (Welch 1947); null if it cannot be said
 * @param extraRevenue the same over everybody who was to get a message
 * @param explanation what this says, or why it cannot be said
 */
public record Uplift(
        @Nullable Arm messaged,
        @Nullable Arm heldOut,
        @Nullable Interval conversion,
        @Nullable Interval revenuePerPerson,
        @Nullable Interval extraRevenue,
        String explanation) {

    /** How sure the intervals are. */
    public static final double CONFIDENCE = 0.95;

    /**
     * @param customers of the people who ordered within the window
     * @param overShare the share of people whose window is over
     */
    public record Arm(long people, long customers, double conversion, double revenuePerPerson, double overShare) {}

    /** A difference, and between what it lies with a confidence of {@link #CONFIDENCE}. */
    public record Interval(double estimate, double low, double high) {

        /** Whether it is not just chance, at that confidence. */
        public boolean significant() {
            return low > 0 || high < 0;
        }
    }
}
