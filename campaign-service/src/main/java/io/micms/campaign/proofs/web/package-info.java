/** Previews and tests over HTTP. */
@NullMarked
package io.micms.campaign.proofs.web;

import org.jspecify.annotations.NullMarked;
