package io.micms.insight.drafts;

/**
 * Something to be said against a text.
 *
 * @param pointer to the part, {@code /subject} or {@code /body}
 * @param detail what it is, as a sentence for a person
 */
public record Check(String pointer, Level level, String detail) {

    public enum Level {
        /** A campaign would be refused with it, or it breaks a rule of the business. */
        ERROR,
        /** For a person to weigh. */
        WARNING
    }
}
