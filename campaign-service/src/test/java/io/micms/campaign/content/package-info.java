@NullMarked
package io.micms.campaign.content;

import org.jspecify.annotations.NullMarked;
