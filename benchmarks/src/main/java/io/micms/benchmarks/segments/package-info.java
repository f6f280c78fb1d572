/** Segments and live audiences: order-service and campaign-service on an embedded broker and database, from end to end. */
@NullMarked
package io.micms.benchmarks.segments;

import org.jspecify.annotations.NullMarked;
