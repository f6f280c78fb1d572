/** Doing several things at once. */
@NullMarked
package io.micms.platform.concurrency;

import org.jspecify.annotations.NullMarked;
