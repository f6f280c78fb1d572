/** Settings over HTTP. */
@NullMarked
package io.micms.campaign.settings.web;

import org.jspecify.annotations.NullMarked;
