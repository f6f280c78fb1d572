package io.micms.benchmarks.customers;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A table of 100,000 customers, uploaded to a service with little memory. */
public final class ImportBenchmark implements Benchmark {

    private static final int ROWS = 100_000;

    @Override
    public void run(Table results) throws Exception {
        try (CustomerPlatform platform = CustomerPlatform.start("-Xmx256m")) {
            long begin = System.nanoTime();
            JsonNode job = platform.importPeople(ROWS);
            double whole = (System.nanoTime() - begin) / 1e9;
            platform.awaitPublished();
            double published = (System.nanoTime() - begin) / 1e9;
            double running = Duration.between(
                                    Instant.parse(job.path("startedAt").asString()),
                                    Instant.parse(job.path("endedAt").asString()))
                            .toMillis()
                    / 1e3;
            results.row("rows/s, from start to end of the job", number(ROWS / running), "");
            results.row("rows/s, upload included", number(ROWS / whole), "");
            results.row("rows/s, until all are published", number(ROWS / published), "");
            results.row("peak resident memory", megabytes(platform.service().peakResidentBytes()), "");
            results.row("heap after, collected", megabytes(platform.service().liveHeapBytes()), "-Xmx256m");
            results.row("rows rejected", number(job.path("rejected").asInt()), "0");
            results.row("customers", number(platform.customers().countDocuments()), number(ROWS));
        }
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
