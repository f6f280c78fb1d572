@NullMarked
package io.micms.order.ordering.messaging;

import org.jspecify.annotations.NullMarked;
