package io.micms.insight.ai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Instructions and schemas that stand in files, to be read and argued about. */
public final class Resources {

    private Resources() {}

    /** @param name of a file below {@code ai/} */
    public static String text(String name) {
        try {
            return new ClassPathResource("ai/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
