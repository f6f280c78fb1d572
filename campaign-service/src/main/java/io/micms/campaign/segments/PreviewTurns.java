package io.micms.campaign.segments;

import io.micms.platform.problem.Conflict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whose preview is still wanted: who asks for a new one does not wait for the one before. */
final class PreviewTurns {

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /** @param builder who asks; null for someone who never asks twice at once */
    Turn begin(@Nullable String builder) {
        Turn turn = new Turn(builder);
        if (builder != null) {
            turns.put(builder, turn);
        }
        return turn;
    }

    /** From the question to its answer. */
    final class Turn implements AutoCloseable {

        private final @Nullable String builder;

        private Turn(@Nullable String builder) {
            this.builder = builder;
        }

        /** @throws Conflict if the same builder has asked something else since */
        void stillWanted() {
            if (builder != null && turns.get(builder) != this) {
                throw new Conflict("A newer preview has been asked for.");
            }
        }

        @Override
        public void close() {
            if (builder != null) {
                turns.remove(builder, this);
            }
        }
    }
}
