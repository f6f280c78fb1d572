@NullMarked
package io.micms.campaign.providers;

import org.jspecify.annotations.NullMarked;
