/** Which segments a customer is in: campaign-service's index over rules, in memory, against other ways to find out. */
@NullMarked
package io.micms.benchmarks.matching;

import org.jspecify.annotations.NullMarked;
