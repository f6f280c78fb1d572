/** The system of record for orders. */
@NullMarked
package io.micms.order;

import org.jspecify.annotations.NullMarked;
