/** The audit log: who did what to any service by its API, as the {@code audit} topic tells it. */
@NullMarked
package io.micms.auth.audit;

import org.jspecify.annotations.NullMarked;
