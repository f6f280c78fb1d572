/** Errors as RFC 9457 problem details, each fault with its JSON pointer. */
@NullMarked
package io.micms.platform.problem;

import org.jspecify.annotations.NullMarked;
