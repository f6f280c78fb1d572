@NullMarked
package io.micms.campaign.receipts;

import org.jspecify.annotations.NullMarked;
