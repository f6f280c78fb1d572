/** A stand-in for Google's OpenID Connect provider, for machines without a Google client of their own. */
@NullMarked
package io.micms.local.google;

import org.jspecify.annotations.NullMarked;
