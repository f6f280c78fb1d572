/** What insight-service takes for its figures. */
@NullMarked
package io.micms.benchmarks.insights;

import org.jspecify.annotations.NullMarked;
