package io.micms.benchmarks.customers;

import io.micms.benchmarks.Benchmark;
import io.micms.benchmarks.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A page of a list of 200,000 customers costs the same at its end as at its beginning. */
public final class PagesBenchmark implements Benchmark {

    private static final int CUSTOMERS = 200_000;
    private static final int STEP = 200;
    private static final int PAGE = 50;
    private static final int TIMES = 100;
    private static final double MOST = 1.5;

    @Override
    public void run(Table results) throws Exception {
        try (CustomerPlatform platform = CustomerPlatform.start("-Xmx512m")) {
            platform.importPeople(CUSTOMERS);
            platform.comeToRest();
            measure(platform, "newest first", "", CUSTOMERS, results);
            measure(platform, "by last name", "&sort=lastName", CUSTOMERS, results);
            measure(platform, "of one city", "&city=Pune", CUSTOMERS / People.CITIES.size(), results);
        }
    }

    private static void measure(CustomerPlatform platform, String list, String query, int expected, Table results)
            throws IOException, InterruptedException {
        String last = lastPage(platform, query, expected);
        double[] atBeginning = new double[TIMES];
        double[] atEnd = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            atBeginning[i] = milliseconds(platform, "?limit=" + PAGE + query, true);
            atEnd[i] = milliseconds(platform, last, false);
        }
        double beginning = median(atBeginning);
        double end = median(atEnd);
        results.row(
                list + ", first / last page of %,d".formatted(expected / PAGE),
                String.format(Locale.ROOT, "%.2f / %.2f ms", beginning, end),
                "");
        results.row(list + ", last to first", String.format(Locale.ROOT, "%.2f", end / beginning), "≤ " + MOST);
    }

    /** Walks the list once, which also warms everything up. */
    private static String lastPage(CustomerPlatform platform, String query, int expected)
            throws IOException, InterruptedException {
        String position = "";
        int seen = 0;
        while (seen + STEP < expected) {
            JsonNode page = platform.get("?limit=" + STEP + query + position);
            seen += page.path("items").size();
            position = "&cursor=" + page.path("nextCursor").asString();
        }
        JsonNode page = platform.get("?limit=" + (expected - seen - PAGE) + query + position);
        return "?limit=" + PAGE + query + "&cursor=" + page.path("nextCursor").asString();
    }

    private static double milliseconds(CustomerPlatform platform, String page, boolean more)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        JsonNode answer = platform.get(page);
        double took = (System.nanoTime() - begin) / 1e6;
        if (answer.path("items").size() != PAGE || answer.path("nextCursor").isString() != more) {
            throw new IllegalStateException("Not the page it should be: " + page);
        }
        return took;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
