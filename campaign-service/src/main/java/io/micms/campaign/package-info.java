/** Segments, live audiences, campaigns, delivery and communications. */
@NullMarked
package io.micms.campaign;

import org.jspecify.annotations.NullMarked;
