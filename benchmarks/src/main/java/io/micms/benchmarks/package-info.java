/** Measurements of the platform's parts; each prints a table. */
@NullMarked
package io.micms.benchmarks;

import org.jspecify.annotations.NullMarked;
