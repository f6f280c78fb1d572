/** Who did what to a service by its API, told on the {@code audit} topic. */
@NullMarked
package io.micms.platform.audit;

import org.jspecify.annotations.NullMarked;
