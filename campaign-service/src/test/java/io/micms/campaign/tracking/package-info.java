@NullMarked
package io.micms.campaign.tracking;

import org.jspecify.annotations.NullMarked;
