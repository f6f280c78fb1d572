/** What mail clients and browsers call without signing in. */
@NullMarked
package io.micms.campaign.tracking.web;

import org.jspecify.annotations.NullMarked;
