@NullMarked
package io.micms.insight;

import org.jspecify.annotations.NullMarked;
