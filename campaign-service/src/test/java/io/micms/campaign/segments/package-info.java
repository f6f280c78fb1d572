@NullMarked
package io.micms.campaign.segments;

import org.jspecify.annotations.NullMarked;
