/** What mail servers and providers have to say of messages afterwards: receipts, returned mail and complaints. */
@NullMarked
package io.micms.campaign.receipts;

import org.jspecify.annotations.NullMarked;
