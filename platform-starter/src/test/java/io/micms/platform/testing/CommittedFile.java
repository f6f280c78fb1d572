package io.micms.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file under {@code docs} that says what the code does, and that a test keeps true. Run with
 * {@code -Dmicms.docs.update=true}, the test writes the file anew instead.
 */
public final class CommittedFile {

    private static final Path DOCS = Path.of("../docs");
    private static final String UPDATE = "micms.docs.update";

    private CommittedFile() {}

    /** @param path below {@code docs} */
    public static void assertSays(String path, String text) {
        Path file = DOCS.resolve(path);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(file).as("run this test with -D%s=true", UPDATE).exists();
            assertThat(text)
                    .as("%s; run this test with -D%s=true if it is meant to change", file, UPDATE)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
