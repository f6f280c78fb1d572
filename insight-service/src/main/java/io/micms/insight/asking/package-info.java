/** Questions about the data, answered by a fixed set of typed queries. */
@NullMarked
package io.micms.insight.asking;

import org.jspecify.annotations.NullMarked;
