package io.micms.system.breaker;

import java.util.List;
import java.util.stream.Stream;

/** One way of breaking one part. */
record Fault(Kind kind, String part) {

    /** Every part of the platform, the infrastructure first. */
    static final List<String> PARTS = List.of(
            "kafka", "mongodb", "inbox", "google", "auth", "customer", "order", "campaign", "insight", "gateway");

    enum Kind {
        /** Ended without being asked (SIGKILL), and started again. */
        KILL,
        /** Stopped in an orderly way, and started again. */
        RESTART,
        /** Stands still (SIGSTOP) and goes on (SIGCONT). */
        PAUSE,
        /** Its connections are reset, and new ones refused. */
        CUT,
        /** Nothing gets through to it or back for a while, and then all of it. */
        STALL,
        /** Everything to it and back takes longer. */
        DELAY
    }

    static List<Fault> ofKind(Kind kind) {
        return PARTS.stream()
                .map(part -> new Fault(kind, part))
                .filter(Fault::isPossible)
                .toList();
    }

    private boolean isPossible() {
        boolean onTheWay = kind == Kind.CUT || kind == Kind.STALL || kind == Kind.DELAY;
        return !(onTheWay && part.equals("google"));
    }

    static List<Fault> all() {
        return Stream.of(Kind.values()).flatMap(kind -> ofKind(kind).stream()).toList();
    }

    @Override
    public String toString() {
        return kind + " " + part;
    }
}
