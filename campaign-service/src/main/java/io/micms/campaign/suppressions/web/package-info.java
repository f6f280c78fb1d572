/** Suppressions over HTTP. */
@NullMarked
package io.micms.campaign.suppressions.web;

import org.jspecify.annotations.NullMarked;
