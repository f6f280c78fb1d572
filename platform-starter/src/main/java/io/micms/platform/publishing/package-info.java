/** Publishing by marker: a document knows whether the world has heard of its latest state. */
@NullMarked
package io.micms.platform.publishing;

import org.jspecify.annotations.NullMarked;
