/** Many records in one request, taken in like those of a feed. */
@NullMarked
package io.micms.platform.batch;

import org.jspecify.annotations.NullMarked;
