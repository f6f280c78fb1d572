/** Customers as this service reads them. */
@NullMarked
package io.micms.order.customers.messaging;

import org.jspecify.annotations.NullMarked;
