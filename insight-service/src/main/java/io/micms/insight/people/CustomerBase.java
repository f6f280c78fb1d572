package io.micms.insight.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All customers by group, and the models that were fitted to them.
 *
 * @param countedAt when everybody was looked at
 * @param groups all of them, in the order of {@link CustomerGroup}; empty as long as there are too few customers to compare
 * @param model null as long as there is too little data for one
 * @param modelNote how the model came about, or why there is none
 */
public record CustomerBase(
        Instant countedAt,
        long customers,
        List<Group> groups,
        @Nullable Model model,
        String modelNote) {

    /**
     * @param revenue all that they ever brought
     * @param expectedValue what they will bring over the next 90 days; null without a model
     */
    public record Group(
            CustomerGroup group,
            long customers,
            double share,
            BigDecimal revenue,
            double revenueShare,
            @Nullable BigDecimal expectedValue) {}

    /**
     * The parameters of BG/NBD (Fader, Hardie and Lee 2005), time in weeks, and of Gamma-Gamma (Fader and Hardie 2013), amounts in
     * the platform's currency.
     *
     * @param customers how many it was fitted to
     * @param repeaters how many of them bought on more than one day
     * @param logLikelihood of BG/NBD at its maximum
     * @param spending null where too few bought more than once
     */
    public record Model(
            Instant fittedAt,
            int customers,
            int repeaters,
            double r,
            double alpha,
            double a,
            double b,
            double logLikelihood,
            @Nullable Spending spending) {}

    /** @param customers those who bought on more than one day */
    public record Spending(int customers, double p, double q, double gamma, double logLikelihood) {}
}
