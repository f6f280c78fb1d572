package io.micms.local.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text on its way into a page. */
public final class Html {

    private Html() {}

    /** Safe between tags and within quoted attributes. */
    public static String escape(@Nullable Object text) {
        return Objects.toString(text, "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
