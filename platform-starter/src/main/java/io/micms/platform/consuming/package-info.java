/** Consuming in batches: poison goes to the dead letters, infrastructure failures are waited out. */
@NullMarked
package io.micms.platform.consuming;

import org.jspecify.annotations.NullMarked;
