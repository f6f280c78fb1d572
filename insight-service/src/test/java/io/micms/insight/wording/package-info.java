@NullMarked
package io.micms.insight.wording;

import org.jspecify.annotations.NullMarked;
