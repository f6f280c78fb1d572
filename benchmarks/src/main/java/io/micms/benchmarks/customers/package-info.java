/** customer-service as it is packaged, with the embedded Kafka and MongoDB, each in a process of its own. */
@NullMarked
package io.micms.benchmarks.customers;

import org.jspecify.annotations.NullMarked;
