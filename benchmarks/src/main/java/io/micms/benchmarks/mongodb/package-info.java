/** The embedded database, as a process of its own, through the driver. */
@NullMarked
package io.micms.benchmarks.mongodb;

import org.jspecify.annotations.NullMarked;
