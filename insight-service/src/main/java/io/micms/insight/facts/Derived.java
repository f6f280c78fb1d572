package io.micms.insight.facts;

import java.util.Collection;

/**
 * Something that is computed from rows, piece by piece. Each piece is computed from the rows as they are, never from what it was
 * before, so it may be computed at any time and any number of times.
 */
public interface Derived {

    /** Computes anew what these marks name; those of other kinds are somebody else's. */
    void recompute(Collection<Mark> marks);
}
