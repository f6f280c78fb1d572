package io.micms.benchmarks.customers;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A table of {@link People}, made while it is read. */
final class PeopleTable extends InputStream {

    private final int count;
    private byte[] line = (String.join(",", People.COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8);
    private int position;
    private int next;

    PeopleTable(int count) {
        this.count = count;
    }

    @Override
    public int read() {
        return hasMore() ? line[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (!hasMore()) {
            return -1;
        }
        int read = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, read);
        position += read;
        return read;
    }

    private boolean hasMore() {
        if (position == line.length && next < count) {
            line = People.csv(next++).getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return position < line.length;
    }
}
