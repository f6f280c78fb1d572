/** Orders: what they are made of, how records become one, and how one waits for its customer. */
@NullMarked
package io.micms.order.ordering;

import org.jspecify.annotations.NullMarked;
