/** Segments on Kafka. */
@NullMarked
package io.micms.campaign.segments.messaging;

import org.jspecify.annotations.NullMarked;
