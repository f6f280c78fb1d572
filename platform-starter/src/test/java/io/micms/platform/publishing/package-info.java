@NullMarked
package io.micms.platform.publishing;

import org.jspecify.annotations.NullMarked;
