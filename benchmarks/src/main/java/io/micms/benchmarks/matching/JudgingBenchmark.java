package io.micms.benchmarks.matching;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.campaign.matching.RuleIndex;
import io.micms.campaign.rules.Facts;
import io.micms.campaign.rules.Rule;
import io.micms.campaign.rules.RulePredicate;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * What a backfill does with each profile between reading and writing it: builds the facts from what is counted, finds the
 * segments from nothing, and when to look again. In processor time, so that it is per core whatever else is going on.
 */
public final class JudgingBenchmark implements Benchmark {

    private static final int SEGMENTS = 100;
    private static final int PROFILES = 10_000;
    private static final int ROUNDS = 30;

    /** By then it is compiled. */
    private static final int WARM_UP = 15;

    @Override
    public void run(Table results) {
        Map<String, Rule> rules = Mix.REALISTIC.rules(SEGMENTS);
        RuleIndex index = RuleIndex.of(rules);
        Random random = new Random(11);
        List<Shopper.Counted> profiles = new ArrayList<>();
        for (int i = 0; i < PROFILES; i++) {
            profiles.add(Shopper.any(random).counted(Shopper.NOW, index.aggregates()));
        }
        results.row(
                "aggregates that %d segments ask for".formatted(SEGMENTS),
                "" + index.aggregates().size(),
                "");
        results.row(
                "facts built, profiles/s",
                rate(profiles, profile -> profile.facts().values().size()),
                "");
        results.row(
                "facts built and judged, profiles/s",
                rate(profiles, profile -> {
                    Facts facts = profile.facts();
                    return index.matching(facts).size() + (index.nextChange(facts) == null ? 0 : 1);
                }),
                "≥ 50,000");
        results.row(
                "the same by evaluating all",
                rate(profiles, profile -> {
                    Facts facts = profile.facts();
                    int matching = index.nextChange(facts) == null ? 0 : 1;
                    for (Rule rule : rules.values()) {
                        matching += RulePredicate.matches(rule, facts) ? 1 : 0;
                    }
                    return matching;
                }),
                "");
    }

    /** The median round. */
    private static String rate(List<Shopper.Counted> profiles, ToIntFunction<Shopper.Counted> work) {
        List<Double> rates = new ArrayList<>();
        long kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = processorTime();
            for (Shopper.Counted profile : profiles) {
                kept += work.applyAsInt(profile);
            }
            if (round >= WARM_UP) {
                rates.add(profiles.size() / ((processorTime() - begin) / 1e9));
            }
        }
        if (kept < 0) {
            throw new IllegalStateException("Nothing was done");
        }
        rates.sort(null);
        return String.format(Locale.ROOT, "%,.0f", rates.get(rates.size() / 2));
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
