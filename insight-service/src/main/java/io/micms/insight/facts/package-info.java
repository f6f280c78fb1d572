/** This service's own lean rows of customers, orders and messages: what is counted, and nothing else. */
@NullMarked
package io.micms.insight.facts;

import org.jspecify.annotations.NullMarked;
