/** What providers call, each proving who it is. */
@NullMarked
package io.micms.campaign.receipts.web;

import org.jspecify.annotations.NullMarked;
