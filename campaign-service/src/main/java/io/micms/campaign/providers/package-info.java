/** Those who take messages to their recipients: SMTP servers, and SMS services with Twilio's API. */
@NullMarked
package io.micms.campaign.providers;

import org.jspecify.annotations.NullMarked;
