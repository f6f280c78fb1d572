package io.micms.platform.problem;

import java.util.Objects;
import tools.jackson.core.JacksonException;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer JSON pointer (RFC 6901) to the faulty place; empty for the whole document
 * @param detail what is wrong with it and what would be right, as a sentence for a person
 */
public record Fault(String pointer, String detail) {

    public Fault {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(detail);
    }

    /** The same fault, seen from a document in which this one's document stands under {@code prefix}. */
    public Fault under(String prefix) {
        return new Fault(prefix + pointer, detail);
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
