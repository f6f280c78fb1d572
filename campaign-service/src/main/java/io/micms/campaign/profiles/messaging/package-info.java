/** What profiles learn from other services and tell them about audiences. */
@NullMarked
package io.micms.campaign.profiles.messaging;

import org.jspecify.annotations.NullMarked;
