/** Segments that the data suggests. */
@NullMarked
package io.micms.insight.suggestions;

import org.jspecify.annotations.NullMarked;
