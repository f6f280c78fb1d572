package io.micms.platform.problem;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) to the faulty place; empty for the whole document
 * @param detail what is wrong with it and what would be right, as a sentence for a person
 */
public record Fault(String pointer, String detail) {

    private static final String ABOUT_THE_END = "one JSON document is expected, with nothing behind it.";

    public Fault {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(detail);
    }

    /** The same fault, seen from a document in which this one's document stands under {@code prefix}. */
    public Fault under(String prefix) {
        return new Fault(prefix + pointer, detail);
    }

    /** What keeps a text from being one JSON document: a name that stands twice in an object, or anything else. */
    public static Fault inJson(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate")
                && e instanceof StreamReadException misread
                && misread.processor() instanceof JsonParser parser) {
            return new Fault(
                    parser.streamReadContext().pathAsPointer().toString(), "This name stands twice in one object.");
        }
        String where = e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return new Fault(
                "", "This is not valid JSON%s: %s".formatted(where, isAboutTheEnd(e) ? ABOUT_THE_END : message));
    }

    /** Jackson takes nothing at all, and something behind the end, for values of a wrong type. */
    static boolean isAboutTheEnd(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return message.startsWith("Trailing token") || message.startsWith("No content");
    }

    /** A pointer to where Jackson stumbled. */
    public static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getPropertyName() != null ? step.getPropertyName() : step.getIndex());
        }
        return pointer.toString();
    }

    /** A pointer to a member of an object, with RFC 6901's two escapes. */
    public static String pointer(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
