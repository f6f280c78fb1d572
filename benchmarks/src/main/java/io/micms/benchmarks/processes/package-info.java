/** What is measured, each in a process of its own, as {@code ./mi-cms up} starts it. */
@NullMarked
package io.micms.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
