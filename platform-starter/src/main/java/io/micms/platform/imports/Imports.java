package io.micms.platform.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.micms.platform.consuming.Intake;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.publishing.Ids;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** What people do with tables before they are taken in: hand them over, say what the columns are, and try. */
final class Imports {

    private static final int HEAD = 64 * 1024;
    private static final int COLUMNS = 1_000;
    private static final int SAMPLE = 5;
    private static final int TRIED_ROWS = 1_000;
    private static final int SHOWN_FAULTS = 50;

    private final ImportJobs jobs;
    private final ImportTarget target;
    private final Intake<?, ?> intake;
    private final ZoneId zone;
    private final long mostBytes;
    private final Clock clock;

    Imports(ImportJobs jobs, ImportTarget target, Intake<?, ?> intake, ZoneId zone, long mostBytes, Clock clock) {
        this.jobs = jobs;
        this.target = target;
        this.intake = intake;
        this.zone = zone;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /**
     * What a trial of the first rows found.
     *
     * @param rows how many were tried
     * @param refused how many of them would be refused
     * @param faults the first of what is wrong
     */
    record Trial(int rows, int refused, List<RowFaults> faults) {}

    /** @param line where the row begins in the file */
    record RowFaults(long line, List<String> cells, List<Fault> faults) {}

    /** @throws InvalidInput if there is no header, or too many columns or bytes */
    ImportJob upload(InputStream content, String fileName, String caller) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(content, HEAD);
        buffered.mark(HEAD);
        byte[] head = buffered.readNBytes(HEAD);
        buffered.reset();
        Limited limited = new Limited(buffered, mostBytes);
        ObjectId file = jobs.store(limited, fileName);
        try {
            TableFormat format = TableFormat.guess(head);
            List<String> columns = columns(file, format);
            ImportJob job = new ImportJob(
                    Ids.next(),
                    fileName,
                    file,
                    limited.count,
                    format,
                    columns,
                    Mapping.guess(columns, target),
                    ImportJob.State.UPLOADED,
                    0,
                    0,
                    0,
                    caller,
                    clock.instant(),
                    null,
                    null,
                    null,
                    null);
            jobs.insert(job);
            return job;
        } catch (RuntimeException e) {
            jobs.deleteFile(file);
            throw e;
        }
    }

    private List<String> columns(ObjectId file, TableFormat format) {
        try (InputStream content = jobs.open(file);
                Table table = Table.open(content, format)) {
            List<String> columns = table.header().stream().map(String::strip).toList();
            if (columns.isEmpty() || columns.stream().allMatch(String::isEmpty)) {
                throw new InvalidInput("", "The file has no header: its first row must name the columns.");
            }
            if (columns.size() > COLUMNS) {
                throw new InvalidInput(
                        "", "A table has at most %d columns; this one has %d.".formatted(COLUMNS, columns.size()));
            }
            return columns;
        } catch (CsvParseException e) {
            throw new InvalidInput("", "The file cannot be read as a table: its header is beyond all measure.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param delimiter another one than was guessed; null to leave it. The columns, and where their number changes the mapping, are read anew */
    ImportJob map(String id, @Nullable String delimiter, @Nullable List<@Nullable String> names) {
        ImportJob job = jobs.get(id);
        TableFormat format = job.format();
        List<String> columns = job.columns();
        if (delimiter != null && !delimiter.equals(format.delimiter())) {
            if (!TableFormat.DELIMITERS.contains(delimiter)) {
                throw new InvalidInput("/delimiter", "The delimiter is a comma, a semicolon, a tab or a bar.");
            }
            format = new TableFormat(format.charset(), delimiter);
            columns = columns(job.fileId(), format);
        }
        List<@Nullable String> mapping =
                names != null ? names : format.equals(job.format()) ? job.mapping() : Mapping.guess(columns, target);
        if (names != null) {
            Mapping.of(columns, names, target, zone);
        }
        return jobs.map(id, format, columns, mapping);
    }

    Mapping mapping(ImportJob job) {
        return Mapping.of(job.columns(), job.mapping(), target, zone);
    }

    /** The first rows as they stand in the file. */
    List<List<String>> sample(ImportJob job) {
        if (job.state() != ImportJob.State.UPLOADED) {
            return List.of();
        }
        try (InputStream content = jobs.open(job.fileId());
                Table table = Table.open(content, job.format())) {
            return table.next(SAMPLE).stream().map(Table.Row::cells).toList();
        } catch (CsvParseException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the first rows as an import would, and changes nothing. */
    Trial check(String id) {
        ImportJob job = jobs.get(id);
        Mapping mapping = mapping(job);
        List<RowFaults> faults = new ArrayList<>();
        int rows = 0;
        int refused = 0;
        try (InputStream content = jobs.open(job.fileId());
                Table table = Table.open(content, job.format())) {
            for (Table.Row row : table.next(TRIED_ROWS)) {
                rows++;
                try {
                    intake.read(mapping.record(row));
                } catch (InvalidInput e) {
                    refused++;
                    if (faults.size() < SHOWN_FAULTS) {
                        faults.add(new RowFaults(row.line(), row.cells(), e.faults()));
                    }
                }
            }
        } catch (CsvParseException e) {
            throw new InvalidInput("", "The file cannot be read after row %d.".formatted(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Trial(rows, refused, faults);
    }

    /** @throws InvalidInput if the mapping is of no use */
    ImportJob start(String id) {
        mapping(jobs.get(id));
        return jobs.start(id);
    }

    ImportJob cancel(String id) {
        ImportJob cancelled = jobs.cancel(id);
        jobs.deleteFile(cancelled.fileId());
        return cancelled;
    }

    /** Refuses what is longer than an upload may be, while it is being read. */
    private static final class Limited extends FilterInputStream {

        private final long most;
        private long count;

        Limited(InputStream stream, long most) {
            super(stream);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read < 0 ? read : counted(read, 1);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            return read < 0 ? read : counted(read, read);
        }

        private int counted(int read, int bytes) {
            count += bytes;
            if (count > most) {
                throw new InvalidInput("", "A file has at most %d bytes.".formatted(most));
            }
            return read;
        }
    }
}
