/** The settings that every service starts from. */
@NullMarked
package io.micms.platform.environment;

import org.jspecify.annotations.NullMarked;
