/** What recipients call without signing in. */
@NullMarked
package io.micms.campaign.delivery.web;

import org.jspecify.annotations.NullMarked;
