@NullMarked
package io.micms.insight.performance;

import org.jspecify.annotations.NullMarked;
