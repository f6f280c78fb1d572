/** Customers on the wire: inbound records in, whole states out. */
@NullMarked
package io.micms.customer.customers.messaging;

import org.jspecify.annotations.NullMarked;
