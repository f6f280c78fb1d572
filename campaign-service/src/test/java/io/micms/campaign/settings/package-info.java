@NullMarked
package io.micms.campaign.settings;

import org.jspecify.annotations.NullMarked;
