/** A service in miniature, on which the platform's mechanisms are tested. */
@NullMarked
package io.micms.platform.notes;

import org.jspecify.annotations.NullMarked;
