/** Customers who look like one person. */
@NullMarked
package io.micms.customer.duplicates;

import org.jspecify.annotations.NullMarked;
