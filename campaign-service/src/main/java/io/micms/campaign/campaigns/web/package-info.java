/** Campaigns over HTTP. */
@NullMarked
package io.micms.campaign.campaigns.web;

import org.jspecify.annotations.NullMarked;
