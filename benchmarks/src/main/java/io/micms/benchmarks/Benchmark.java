package io.micms.benchmarks;

/** One that can be run by name. */
public interface Benchmark {

    /** @param results takes a row for each figure */
    void run(Table results) throws Exception;
}
