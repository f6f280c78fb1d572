package io.micms.insight.wording;

import org.jspecify.annotations.Nullable;

/** A stretch of tokens on the way through a sentence: a clause, what joins two, a word that says nothing, or what is left over. */
record Item(
        Kind kind,
        int start,
        int end,
        int cost,
        @Nullable Clause clause,
        @Nullable Connector connector,
        @Nullable String reason) {

    enum Kind {
        CLAUSE,
        CONNECTOR,
        FILLER,
        LEFT_OVER
    }

    enum Connector {
        AND,
        OR,
        NOR,
        BUT,
        RELATIVE,
        /** "And who" in one: goes on about those who were named. */
        AND_WHO,
        EXCEPT,
        /** As except; behind something denied it says nothing clear. */
        UNLESS,
        /** What follows may be so or not: "even if". */
        CONCEDED,
        EITHER,
        COMMA,
        /** Denies the bracket behind it. */
        NOT,
        OPEN,
        CLOSE,
        /** Names people in general, and begins a group of them: "customers", "those". */
        HEAD
    }

    static Item clause(int start, Clause clause, int cost) {
        return new Item(Kind.CLAUSE, start, clause.end(), cost, clause, null, null);
    }

    static Item connector(int start, int end, Connector connector, int cost) {
        return new Item(Kind.CONNECTOR, start, end, cost, null, connector, null);
    }

    static Item filler(int start, int end, int cost) {
        return new Item(Kind.FILLER, start, end, cost, null, null, null);
    }

    static Item leftOver(int start, int end, @Nullable String reason, int cost) {
        return new Item(Kind.LEFT_OVER, start, end, cost, null, null, reason);
    }

    /** Whether it asks for nothing and joins nothing. */
    boolean isFiller() {
        return kind == Kind.FILLER || connector == Connector.HEAD;
    }

    boolean isLeftOver() {
        return kind == Kind.LEFT_OVER;
    }
}
