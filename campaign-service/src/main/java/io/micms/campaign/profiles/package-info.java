/** A profile per customer: this service's copy of what rules ask about, and the segments they are in. */
@NullMarked
package io.micms.campaign.profiles;

import org.jspecify.annotations.NullMarked;
