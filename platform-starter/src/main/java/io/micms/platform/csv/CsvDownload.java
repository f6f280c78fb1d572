package io.micms.platform.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * A table that is written as it is read: RFC 4180 in UTF-8, with a byte order mark, by which spreadsheets know the encoding.
 */
public final class CsvDownload {

    public static final String MEDIA_TYPE = "text/csv";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvDownload() {}

    /**
     * @param fileName what a browser saves it as
     * @param rows opened when the response is written, and closed after it; a cell is null where it is empty
     */
    public static ResponseEntity<StreamingResponseBody> of(
            String fileName, List<String> header, Supplier<Stream<List<@Nullable String>>> rows) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE + ";charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName)
                                .build()
                                .toString())
                .body(output -> {
                    Writer text = new OutputStreamWriter(output, StandardCharsets.UTF_8);
                    text.write(BYTE_ORDER_MARK);
                    try (CsvWriter csv = CsvWriter.builder().build(text);
                            Stream<List<@Nullable String>> opened = rows.get()) {
                        csv.writeRecord(cells(header));
                        opened.forEach(row -> csv.writeRecord(cells(row)));
                    }
                });
    }

    private static List<String> cells(List<? extends @Nullable String> texts) {
        return texts.stream().map(SpreadsheetCell::write).toList();
    }
}
