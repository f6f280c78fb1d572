/** Requests that may be repeated safely, by the {@code Idempotency-Key} header. */
@NullMarked
package io.micms.platform.idempotency;

import org.jspecify.annotations.NullMarked;
