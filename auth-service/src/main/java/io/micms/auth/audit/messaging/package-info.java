/** Actions as they are on the wire. */
@NullMarked
package io.micms.auth.audit.messaging;

import org.jspecify.annotations.NullMarked;
