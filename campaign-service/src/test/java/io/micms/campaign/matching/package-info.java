@NullMarked
package io.micms.campaign.matching;

import org.jspecify.annotations.NullMarked;
