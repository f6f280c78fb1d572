/** The system of record for customers. */
@NullMarked
package io.micms.customer;

import org.jspecify.annotations.NullMarked;
