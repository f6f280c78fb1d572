@NullMarked
package io.micms.platform.consuming;

import org.jspecify.annotations.NullMarked;
