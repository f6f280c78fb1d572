/** The brand over HTTP. */
@NullMarked
package io.micms.campaign.brand.web;

import org.jspecify.annotations.NullMarked;
