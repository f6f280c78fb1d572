package io.micms.benchmarks.matching;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One change of one customer against 100, 1,000 and 10,000 segments: the index, evaluating all, and two libraries. */
public final class MatchingBenchmark implements Benchmark {

    @Override
    public void run(Table results) throws RunnerException {
        Map<String, Double> micros = new TreeMap<>();
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(Matching.class.getName() + "\\.")
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(1)
                        .jvmArgsAppend("-Xmx3g")
                        .shouldFailOnError(false)
                        .build())
                .run()) {
            Result<?> result = run.getPrimaryResult();
            micros.put(
                    key(
                            run.getParams().getParam("mix"),
                            Integer.parseInt(run.getParams().getParam("segments")),
                            result.getLabel()),
                    result.getScore());
        }
        for (Mix mix : Mix.values()) {
            for (int segments : new int[] {100, 1_000, 10_000}) {
                row(results, micros, mix, segments);
            }
        }
    }

    private static void row(Table results, Map<String, Double> micros, Mix mix, int segments) {
        Stream.of(
                        "changes",
                        "matching",
                        "nextChange",
                        "evaluateAll",
                        "monitor",
                        "monitorVersusChanges",
                        "monitorVersusMatching",
                        "ruler",
                        "rulerVersusChanges",
                        "rulerVersusMatching")
                .forEach(what -> {
                    Double measured = micros.get(key(mix.name(), segments, what));
                    results.row(
                            "%s, %,d segments, %s".formatted(mix.name().toLowerCase(Locale.ROOT), segments, what),
                            measured == null ? "not built" : String.format(Locale.ROOT, "%,.1f µs", measured),
                            target(mix, segments, what));
                });
    }

    private static String target(Mix mix, int segments, String what) {
        return mix == Mix.REALISTIC && segments == 10_000 && what.equals("changes") ? "< 100 µs" : "";
    }

    private static String key(String mix, int segments, String what) {
        return "%s %d %s".formatted(mix, segments, what);
    }
}
