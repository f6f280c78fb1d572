/** The dashboard over HTTP. */
@NullMarked
package io.micms.insight.dashboard.web;

import org.jspecify.annotations.NullMarked;
