package io.micms.benchmarks;

import io.micms.benchmarks.customers.ImportBenchmark;
import io.micms.benchmarks.customers.IngestBenchmark;
import io.micms.benchmarks.customers.PagesBenchmark;
import io.micms.benchmarks.delivery.DeliveryBenchmark;
import io.micms.benchmarks.delivery.SendingBenchmark;
import io.micms.benchmarks.insights.InsightBenchmark;
import io.micms.benchmarks.matching.JudgingBenchmark;
import io.micms.benchmarks.matching.MatchingBenchmark;
import io.micms.benchmarks.mongodb.EmbeddedMongoBenchmark;
import io.micms.benchmarks.segments.AudiencesBenchmark;
import io.micms.benchmarks.segments.PreviewBenchmark;
import io.micms.benchmarks.segments.RebuildBenchmark;
import io.micms.benchmarks.segments.TransitionsBenchmark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs benchmarks by name. */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("audiences", new AudiencesBenchmark()),
            Map.entry("csv", new ImportBenchmark()),
            Map.entry("delivery", new DeliveryBenchmark()),
            Map.entry("ingest", new IngestBenchmark()),
            Map.entry("insight", new InsightBenchmark()),
            Map.entry("judging", new JudgingBenchmark()),
            Map.entry("matching", new MatchingBenchmark()),
            Map.entry("mongodb", new EmbeddedMongoBenchmark()),
            Map.entry("pages", new PagesBenchmark()),
            Map.entry("preview", new PreviewBenchmark()),
            Map.entry("rebuild", new RebuildBenchmark()),
            Map.entry("sending", new SendingBenchmark()),
            Map.entry("transitions", new TransitionsBenchmark())));

    private Benchmarks() {}

    /** @param args names, none for all */
    public static void main(String[] args) throws Exception {
        List<String> names = args.length == 0 ? List.copyOf(ALL.keySet()) : List.of(args);
        for (String name : names) {
            if (!ALL.containsKey(name)) {
                System.err.println("There is no benchmark " + name + "; there are " + String.join(", ", ALL.keySet()));
                System.exit(2);
            }
        }
        for (String name : names) {
            System.out.println(name + ", on " + Runtime.getRuntime().availableProcessors() + " cores");
            Table table = new Table();
            ALL.get(name).run(table);
            System.out.println(table);
        }
    }
}
