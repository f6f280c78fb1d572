@NullMarked
package io.micms.customer.customers;

import org.jspecify.annotations.NullMarked;
