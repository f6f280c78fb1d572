/** Looking at what a campaign would say before anybody gets it: previews, and tests to one's own addresses. */
@NullMarked
package io.micms.campaign.proofs;

import org.jspecify.annotations.NullMarked;
