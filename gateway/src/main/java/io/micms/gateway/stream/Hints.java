package io.micms.gateway.stream;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What has changed since it was last told: any number of changes of one segment or campaign are one hint. */
@Component
class Hints {

    /** With more than this at once, asking for everything costs a client no more. */
    private static final int AT_ONCE = 50;

    private final Streams streams;
    private Set<Hint> changed = new LinkedHashSet<>();

    Hints(Streams streams) {
        this.streams = streams;
    }

    /** @param kind the name of the event */
    private record Hint(String kind, String id) {}

    private record Body(String id) {}

    void segmentChanged(String id) {
        changed(new Hint("segment", id));
    }

    void campaignChanged(String id) {
        changed(new Hint("campaign", id));
    }

    private synchronized void changed(Hint hint) {
        if (changed.size() <= AT_ONCE) {
            changed.add(hint);
        }
    }

    private synchronized Set<Hint> taken() {
        Set<Hint> taken = changed;
        changed = new LinkedHashSet<>();
        return taken;
    }

    @Scheduled(fixedDelayString = "${micms.stream.hints-every:1s}")
    void tell() {
        Set<Hint> hints = taken();
        if (hints.size() > AT_ONCE) {
            streams.tellAllToRefetch();
            return;
        }
        for (Hint hint : hints) {
            streams.tell(hint.kind(), hint.kind() + ":" + hint.id(), new Body(hint.id()), person -> true);
        }
    }
}
