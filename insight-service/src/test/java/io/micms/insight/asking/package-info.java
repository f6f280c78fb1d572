@NullMarked
package io.micms.insight.asking;

import org.jspecify.annotations.NullMarked;
