@NullMarked
package io.micms.gateway.stream;

import org.jspecify.annotations.NullMarked;
