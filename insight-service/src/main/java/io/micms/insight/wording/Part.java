package io.micms.insight.wording;

/**
 * A stretch of a text and what is to be said about it.
 *
 * @param start of the first character, counted from 0
 * @param end behind the last character
 * @param meaning what it was taken for or why it could not be, as a phrase for people
 */
public record Part(String text, int start, int end, String meaning) {

    static Part of(String whole, int start, int end, String meaning) {
        return new Part(whole.substring(start, end), start, end, meaning);
    }

    /** Whether some of the text belongs to both. */
    boolean meets(Part other) {
        return start < other.end && other.start < end;
    }
}
