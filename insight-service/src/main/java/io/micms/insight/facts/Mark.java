package io.micms.insight.facts;

/**
 * Something that has to be computed anew because a row changed. A mark stands in the row, written together with it, until that is
 * done: see {@link Settling}.
 */
public record Mark(Kind kind, String key) {

    public enum Kind {
        /** The figures of a day, like 2026-11-01. */
        DAY('d'),
        /** The figures of all days on which a customer ordered. */
        DAYS_OF('c'),
        /** What is known of a customer. */
        PERSON('p');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static Mark day(String day) {
        return new Mark(Kind.DAY, day);
    }

    static Mark daysOf(String customerId) {
        return new Mark(Kind.DAYS_OF, customerId);
    }

    static Mark person(String customerId) {
        return new Mark(Kind.PERSON, customerId);
    }

    static Mark parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == text.charAt(0)) {
                return new Mark(kind, text.substring(2));
            }
        }
        throw new IllegalArgumentException("Not a mark: " + text);
    }

    /** As it stands in a row. */
    String text() {
        return kind.letter + ":" + key;
    }
}
