package io.micms.platform.concurrency;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work on a virtual thread of its own while whoever began it goes on: for what waits for the database and not for one
 * another.
 */
public final class Begun<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Begun() {}

    public static <T> Begun<T> of(Supplier<T> work) {
        Begun<T> begun = new Begun<>();
        Thread.ofVirtual().start(() -> {
            try {
                begun.result.complete(work.get());
            } catch (RuntimeException | Error e) {
                begun.result.completeExceptionally(e);
            }
        });
        return begun;
    }

    public static Begun<Void> of(Runnable work) {
        return Begun.<Void>of(() -> {
            work.run();
            return null;
        });
    }

    /** Waits for the result; throws what the work threw. */
    public T get() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
