/** Entries made by hand on Kafka. */
@NullMarked
package io.micms.campaign.communications.messaging;

import org.jspecify.annotations.NullMarked;
