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
        EXCEPT,
        EITHER,
        COMMA
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

    boolean isLeftOver() {
        return kind == Kind.LEFT_OVER;
    }
}
