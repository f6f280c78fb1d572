package io.micms.benchmarks.matching;

/** A library has no words for a rule. */
final class Inexpressible extends RuntimeException {

    private static final long serialVersionUID = 1;

    Inexpressible(String what) {
        super(what);
    }
}
