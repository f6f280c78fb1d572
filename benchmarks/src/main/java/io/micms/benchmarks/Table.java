package io.micms.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures with what they should be. */
public final class Table {

    private record Row(String what, String measured, String target) {}

    private final List<Row> rows = new ArrayList<>(List.of(new Row("", "measured", "target")));

    /** @param target empty where there is none */
    public void row(String what, String measured, String target) {
        rows.add(new Row(what, measured, target));
    }

    /** @return Markdown */
    @Override
    public String toString() {
        int what = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        int measured =
                rows.stream().mapToInt(row -> row.measured().length()).max().orElse(0);
        int target = rows.stream().mapToInt(row -> row.target().length()).max().orElse(0);
        String format = "| %-" + what + "s | %" + measured + "s | %-" + target + "s |%n";
        StringBuilder table = new StringBuilder();
        for (Row row : rows) {
            table.append(String.format(Locale.ROOT, format, row.what(), row.measured(), row.target()));
            if (row == rows.getFirst()) {
                table.append("|---|---|---|").append(System.lineSeparator());
            }
        }
        return table.toString();
    }
}
