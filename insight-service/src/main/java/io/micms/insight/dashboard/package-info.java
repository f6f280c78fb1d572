/** The dashboard: how the business does, computed from the rows each time it is asked for. */
@NullMarked
package io.micms.insight.dashboard;

import org.jspecify.annotations.NullMarked;
