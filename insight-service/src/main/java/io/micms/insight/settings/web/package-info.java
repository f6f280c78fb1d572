/** The settings over HTTP. */
@NullMarked
package io.micms.insight.settings.web;

import org.jspecify.annotations.NullMarked;
