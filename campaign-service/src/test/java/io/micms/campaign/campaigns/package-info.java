@NullMarked
package io.micms.campaign.campaigns;

import org.jspecify.annotations.NullMarked;
