/** One customer's words over HTTP. */
@NullMarked
package io.micms.insight.personal.web;

import org.jspecify.annotations.NullMarked;
