@NullMarked
package io.micms.customer.customers.messaging;

import org.jspecify.annotations.NullMarked;
