@NullMarked
package io.micms.auth.tokens;

import org.jspecify.annotations.NullMarked;
