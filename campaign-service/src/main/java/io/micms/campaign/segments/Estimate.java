package io.micms.campaign.segments;

/**
 * How many of all there may be, going by a sample without replacement.
 *
 * <p>The interval is the score interval of E. B. Wilson ("Probable inference, the law of succession, and statistical
 * inference", J. Am. Stat. Assoc. 22, 1927), at 95 %. The sample counts for as many as would say as much if the population
 * were endless: n (N − 1) / (N − n), by the finite population correction (W. G. Cochran, Sampling Techniques, 3rd ed. 1977,
 * section 3.2).
 *
 * @param low with what was found in the sample as its least
 * @param high with all but what was ruled out in the sample as its most
 */
record Estimate(long count, long low, long high) {

    private static final double Z = 1.959964;

    static Estimate exactly(long count) {
        return new Estimate(count, count, count);
    }

    /**
     * @param found in the sample
     * @param sample its size
     * @param population at least that of the sample
     */
    static Estimate of(long found, long sample, long population) {
        if (sample >= population) {
            return exactly(found);
        }
        if (sample == 0) {
            return new Estimate(0, 0, population);
        }
        double share = (double) found / sample;
        double size = (double) sample * (population - 1) / (population - sample);
        double centre = (share + Z * Z / (2 * size)) / (1 + Z * Z / size);
        double margin = Z / (1 + Z * Z / size) * Math.sqrt(share * (1 - share) / size + Z * Z / (4 * size * size));
        long least = found;
        long most = population - (sample - found);
        return new Estimate(
                Math.round(share * population),
                Math.clamp((long) Math.floor((centre - margin) * population), least, most),
                Math.clamp((long) Math.ceil((centre + margin) * population), least, most));
    }
}
