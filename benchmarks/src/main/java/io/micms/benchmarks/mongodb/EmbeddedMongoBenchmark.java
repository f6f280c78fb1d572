package io.micms.benchmarks.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import io.micms.benchmarks.processes.Server;
import io.micms.benchmarks.processes.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The embedded database with 200,000 documents: how soon it answers, and how soon it is back. */
public final class EmbeddedMongoBenchmark implements Benchmark {

    @Override
    public void run(Table results) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            measure(directory.path(), results);
        }
    }

    private static void measure(Path directory, Table results) throws IOException, RunnerException {
        try (Server server = Server.mongodb(directory, "written");
                MongoClient client = MongoClients.create(server.address())) {
            long begin = System.nanoTime();
            Orders.fill(Orders.in(client));
            double seconds = (System.nanoTime() - begin) / 1e9;
            results.row(
                    "insert by 1,000, documents/s", String.format(Locale.ROOT, "%,.0f", Orders.COUNT / seconds), "");
            results.row("on disk", size(directory), "");
        }
        restart(directory, "restart", results);
        for (String durability : new String[] {"written", "forced"}) {
            try (Server server = Server.mongodb(directory, durability)) {
                operations(server, durability, results);
            }
        }
        results.row("on disk after these", size(directory), "");
        restart(directory, "restart after these", results);
    }

    private static void operations(Server server, String durability, Table results) throws RunnerException {
        Collection<RunResult> measured = new Runner(new OptionsBuilder()
                        .include(Operations.class.getName())
                        .jvmArgsAppend("-D" + Operations.ADDRESS + "=" + server.address())
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(5))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.seconds(5))
                        .forks(1)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (RunResult result : measured) {
            var microseconds = result.getPrimaryResult().getStatistics();
            results.row(
                    result.getPrimaryResult().getLabel() + ", journal " + durability + ", median / 99 %",
                    String.format(
                            Locale.ROOT,
                            "%.2f / %.2f ms",
                            microseconds.getPercentile(50) / 1000,
                            microseconds.getPercentile(99) / 1000),
                    durability.equals("written") ? "< 1 ms" : "");
        }
    }

    private static void restart(Path directory, String what, Table results) throws IOException {
        long begin = System.nanoTime();
        try (Server server = Server.mongodb(directory, "written")) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            results.row(what, String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0), "< 10 s");
        }
    }

    private static String size(Path directory) throws IOException {
        return String.format(Locale.ROOT, "%.0f MB", Files.size(directory.resolve("journal")) / 1e6);
    }
}
