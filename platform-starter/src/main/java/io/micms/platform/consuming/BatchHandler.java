package io.micms.platform.consuming;

import java.util.List;

/**
 * Applies a batch of records. Must be idempotent: a batch may come again, whole, in part or in other company.
 *
 * <p>An exception that says the infrastructure is away is waited out; with any other the records are tried one by one,
 * and the ones that keep failing go to the dead letters.
 */
@FunctionalInterface
public interface BatchHandler<T> {

    void handle(List<Received<T>> batch, Rejections rejections);
}
