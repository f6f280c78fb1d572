package io.micms.platform.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.micms.platform.consuming.Intake;
import io.micms.platform.consuming.Outcome;
import io.micms.platform.problem.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.JsonNode;

/**
 * Takes in tables, a chunk of rows at a time. What is done is noted after each chunk; whoever takes over from a dead instance
 * begins with the chunk that it died in, and rows that are taken twice make no difference.
 */
final class ImportRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final int CHUNK = 500;

    private final ImportJobs jobs;
    private final Imports imports;
    private final Intake<?, ?> intake;
    private final ImportProgress progress;

    ImportRunner(ImportJobs jobs, Imports imports, Intake<?, ?> intake, ImportProgress progress) {
        this.jobs = jobs;
        this.imports = imports;
        this.intake = intake;
        this.progress = progress;
    }

    @Scheduled(fixedDelayString = "${micms.imports.look-every:1s}")
    void work() {
        Optional<ImportJob> claimed = jobs.claim();
        while (claimed.isPresent()) {
            run(claimed.get());
            claimed = jobs.claim();
        }
    }

    @Scheduled(fixedDelayString = "${micms.imports.forget-every:1h}")
    void forgetOld() {
        jobs.forgetOld();
    }

    private void run(ImportJob job) {
        log.info("Importing {} from {}, after {} rows", job.fileName(), job.id(), job.rows());
        Optional<ImportJob> held = Optional.of(job);
        try (InputStream file = jobs.open(job.fileId());
                Table table = Table.open(file, job.format())) {
            Mapping mapping = imports.mapping(job);
            table.skip(job.rows());
            List<Table.Row> rows = table.next(CHUNK);
            while (!rows.isEmpty() && held.isPresent()) {
                held = take(held.get(), rows, mapping, table.bytesRead());
                held.ifPresent(progress::tell);
                rows = table.next(CHUNK);
            }
            held = held.flatMap(done -> jobs.end(done, ImportJob.State.DONE, null));
        } catch (CsvParseException e) {
            log.warn("The table of import {} cannot be read on", job.id(), e);
            held = held.flatMap(failed -> jobs.end(
                    failed, ImportJob.State.FAILED, "The file cannot be read after row %d.".formatted(failed.rows())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        held.ifPresentOrElse(
                ended -> {
                    progress.tell(ended);
                    jobs.deleteFile(ended.fileId());
                    log.info(
                            "Import {} is {}: {} rows, {} rejected",
                            ended.id(),
                            ended.state(),
                            ended.rows(),
                            ended.rejected());
                },
                () -> log.info("Import {} was cancelled or is another's now", job.id()));
    }

    private Optional<ImportJob> take(ImportJob job, List<Table.Row> rows, Mapping mapping, long bytesRead) {
        List<ImportJob.Rejection> rejections = new ArrayList<>();
        List<JsonNode> records = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                records.add(mapping.record(rows.get(i)));
                origins.add(i);
            } catch (InvalidInput e) {
                rejections.add(ImportJob.Rejection.of(job, i, rows.get(i), e.faults()));
            }
        }
        var outcomes = intake.takeAll(records, job.createdAt());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused<?> refused) {
                Table.Row row = rows.get(origins.get(i));
                rejections.add(ImportJob.Rejection.of(
                        job, origins.get(i), refused.mayBeKept() ? row : row.withoutCells(), refused.faults()));
            }
        }
        jobs.reject(rejections);
        return jobs.advance(job, rows.size(), rejections.size(), bytesRead);
    }
}
