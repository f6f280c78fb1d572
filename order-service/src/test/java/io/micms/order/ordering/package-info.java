@NullMarked
package io.micms.order.ordering;

import org.jspecify.annotations.NullMarked;
