/** Segments over HTTP. */
@NullMarked
package io.micms.campaign.segments.web;

import org.jspecify.annotations.NullMarked;
