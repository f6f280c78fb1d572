/** Likely duplicates over HTTP. */
@NullMarked
package io.micms.customer.duplicates.web;

import org.jspecify.annotations.NullMarked;
