/** Messages and the reviews of campaigns, drafted. */
@NullMarked
package io.micms.insight.drafts;

import org.jspecify.annotations.NullMarked;
