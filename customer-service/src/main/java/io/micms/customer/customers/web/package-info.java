/** Customers over HTTP. */
@NullMarked
package io.micms.customer.customers.web;

import org.jspecify.annotations.NullMarked;
