package io.micms.platform.idempotency;

/**
 * The id for what a request makes: a controller parameter. A request that is repeated under its {@code Idempotency-Key}
 * because the first one died half-way gets the same id again, so whoever makes a document under it must look first
 * whether it is there.
 */
public record CreationId(String value) {}
