@NullMarked
package io.micms.insight.ai;

import org.jspecify.annotations.NullMarked;
