/** Customers, orders and messages as this service reads them. */
@NullMarked
package io.micms.insight.facts.messaging;

import org.jspecify.annotations.NullMarked;
