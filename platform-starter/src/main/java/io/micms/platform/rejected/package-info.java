/** Records of the inbound topic that were put aside, for a person to mend or to discard. */
@NullMarked
package io.micms.platform.rejected;

import org.jspecify.annotations.NullMarked;
