package io.micms.insight.facts;

import java.util.Set;

/** A service's own copy of what another one said, and what follows from it. */
interface Row<R extends Row<R>> {

    String id();

    long version();

    /** Everything that is computed with this row as it is. */
    Set<Mark> marks();

    /** Whether the two differ in nothing but their version. */
    boolean saysTheSameAs(R other);
}
