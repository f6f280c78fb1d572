/** Whom messages are from, and what they look like. */
@NullMarked
package io.micms.campaign.brand;

import org.jspecify.annotations.NullMarked;
