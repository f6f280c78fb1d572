@NullMarked
package io.micms.campaign.profiles;

import org.jspecify.annotations.NullMarked;
