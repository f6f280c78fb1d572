/** What happened on each day, rolled up from the rows and kept exact by marks. */
@NullMarked
package io.micms.insight.figures;

import org.jspecify.annotations.NullMarked;
