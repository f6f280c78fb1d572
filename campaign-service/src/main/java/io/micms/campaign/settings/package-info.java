/** What holds for sending in general, set by people: approval, caps, quiet hours, and when to stop by itself. */
@NullMarked
package io.micms.campaign.settings;

import org.jspecify.annotations.NullMarked;
