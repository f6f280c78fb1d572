/** The other services, asked in the caller's name. */
@NullMarked
package io.micms.insight.neighbours;

import org.jspecify.annotations.NullMarked;
