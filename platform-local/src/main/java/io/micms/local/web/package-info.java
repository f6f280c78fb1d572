/** A few lines over the JDK's HTTP server, for the stand-ins. */
@NullMarked
package io.micms.local.web;

import org.jspecify.annotations.NullMarked;
