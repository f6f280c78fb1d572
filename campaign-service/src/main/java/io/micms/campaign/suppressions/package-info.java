/** Whom and which addresses nothing is sent to any more. */
@NullMarked
package io.micms.campaign.suppressions;

import org.jspecify.annotations.NullMarked;
