/** The ledger of messages, and the work of sending them. */
@NullMarked
package io.micms.campaign.delivery;

import org.jspecify.annotations.NullMarked;
