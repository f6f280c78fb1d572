@NullMarked
package io.micms.auth.keys;

import org.jspecify.annotations.NullMarked;
