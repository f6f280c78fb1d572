/** A MongoDB for trying out and for tests, where no real one is at hand. Production is always a real MongoDB. */
@NullMarked
package io.micms.local.mongo;

import org.jspecify.annotations.NullMarked;
