package io.micms.platform.publishing;

import io.micms.platform.problem.StaleDocument;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;

/** Changes that are made on what was read, and are made again when another writer came first. */
public final class CompetingWrites {

    private CompetingWrites() {}

    /**
     * @param attempts how often another writer may come first, at least once
     * @param write reads, changes and saves
     * @throws StaleDocument if another one came first that often
     * @throws DuplicateKeyException the same, where what another one made stands in the way
     */
    public static <T> T repeat(int attempts, Supplier<T> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (StaleDocument | DuplicateKeyException e) {
                if (attempt == attempts) {
                    throw e;
                }
            }
        }
    }
}
