/** Campaigns on Kafka. */
@NullMarked
package io.micms.campaign.campaigns.messaging;

import org.jspecify.annotations.NullMarked;
