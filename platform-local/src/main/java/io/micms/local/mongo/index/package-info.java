/** Ordered indexes over documents in the heap, and the choice among them for a query. */
@NullMarked
package io.micms.local.mongo.index;

import org.jspecify.annotations.NullMarked;
