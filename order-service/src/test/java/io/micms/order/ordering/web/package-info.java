@NullMarked
package io.micms.order.ordering.web;

import org.jspecify.annotations.NullMarked;
