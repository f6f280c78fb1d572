/** Orders on the wire: inbound records in, whole states out. */
@NullMarked
package io.micms.order.ordering.messaging;

import org.jspecify.annotations.NullMarked;
