/** Segments: named rules whose audiences stay live. */
@NullMarked
package io.micms.campaign.segments;

import org.jspecify.annotations.NullMarked;
