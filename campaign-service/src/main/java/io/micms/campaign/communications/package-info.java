/** The log of everything said to a customer. */
@NullMarked
package io.micms.campaign.communications;

import org.jspecify.annotations.NullMarked;
