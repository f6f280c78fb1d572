package io.micms.platform.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A table being read from the top: its header, then its rows, with stray quotes and short rows taken as they are. */
final class Table implements Closeable {

    private final CountingStream bytes;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;

    /**
     * @param line in the file, from 1; a row with line breaks in its cells has several
     */
    record Row(long line, List<String> cells) {

        Row withoutCells() {
            return new Row(line, List.of());
        }
    }

    private Table(CountingStream bytes, CloseableIterator<CsvRecord> records) {
        this.bytes = bytes;
        this.records = records;
        this.header = records.hasNext() ? records.next().getFields() : List.of();
    }

    /** @throws de.siegmar.fastcsv.reader.CsvParseException from this and from reading on, if a cell is beyond all measure */
    static Table open(InputStream file, TableFormat format) {
        CountingStream counting = new CountingStream(file);
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .skipEmptyLines(true)
                .detectBomHeader(true)
                .ofCsvRecord(counting, format.toCharset());
        return new Table(counting, reader.iterator());
    }

    List<String> header() {
        return header;
    }

    /** @return fewer than {@code most} at the end, then none */
    List<Row> next(int most) {
        List<Row> rows = new ArrayList<>();
        while (rows.size() < most && records.hasNext()) {
            CsvRecord row = records.next();
            rows.add(new Row(row.getStartingLineNumber(), row.getFields()));
        }
        return rows;
    }

    void skip(long rows) {
        for (long skipped = 0; skipped < rows && records.hasNext(); skipped++) {
            records.next();
        }
    }

    /** How far the file has been read, somewhat ahead of the rows. */
    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private static final class CountingStream extends FilterInputStream {

        private long count;

        CountingStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
