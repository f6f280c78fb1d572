/** Turns events into understanding, from its own copies of them. */
@NullMarked
package io.micms.insight;

import org.jspecify.annotations.NullMarked;
