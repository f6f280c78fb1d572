/** Messages on Kafka. */
@NullMarked
package io.micms.campaign.delivery.messaging;

import org.jspecify.annotations.NullMarked;
