/** Where mail and text messages of one machine end up, to look at instead of being sent. */
@NullMarked
package io.micms.local.inbox;

import org.jspecify.annotations.NullMarked;
