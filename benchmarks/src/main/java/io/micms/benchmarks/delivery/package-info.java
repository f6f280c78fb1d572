/** How fast a campaign goes out, and what that does to everything else. */
@NullMarked
package io.micms.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
