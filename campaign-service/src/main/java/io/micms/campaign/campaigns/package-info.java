/** Campaigns: what is sent to which segment, how, and in which state it is. */
@NullMarked
package io.micms.campaign.campaigns;

import org.jspecify.annotations.NullMarked;
