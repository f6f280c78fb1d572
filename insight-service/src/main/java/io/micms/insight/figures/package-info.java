/**
 * What happened on each day, computed from the rows of that day whenever one of them has changed. The decision for it is in
 * {@code docs/adr}.
 */
@NullMarked
package io.micms.insight.figures;

import org.jspecify.annotations.NullMarked;
