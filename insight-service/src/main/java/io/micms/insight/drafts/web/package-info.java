/** Drafts over HTTP. */
@NullMarked
package io.micms.insight.drafts.web;

import org.jspecify.annotations.NullMarked;
