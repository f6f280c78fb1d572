/** The rules of segments, as far as this service writes and weighs them. */
@NullMarked
package io.micms.insight.rules;

import org.jspecify.annotations.NullMarked;
