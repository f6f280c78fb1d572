/** Who may do what: one table per service, from which the filter chain is built. */
@NullMarked
package io.micms.platform.security;

import org.jspecify.annotations.NullMarked;
