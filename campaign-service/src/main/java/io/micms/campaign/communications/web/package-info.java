/** The log over HTTP. */
@NullMarked
package io.micms.campaign.communications.web;

import org.jspecify.annotations.NullMarked;
