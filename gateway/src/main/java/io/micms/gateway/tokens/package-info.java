@NullMarked
package io.micms.gateway.tokens;

import org.jspecify.annotations.NullMarked;
