/** Customers: who they are, how records become one, and how they are found. */
@NullMarked
package io.micms.customer.customers;

import org.jspecify.annotations.NullMarked;
