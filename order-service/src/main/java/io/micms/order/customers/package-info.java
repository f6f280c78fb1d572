/** This service's own copy of what it needs of customers. */
@NullMarked
package io.micms.order.customers;

import org.jspecify.annotations.NullMarked;
