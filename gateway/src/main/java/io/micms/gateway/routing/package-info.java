@NullMarked
package io.micms.gateway.routing;

import org.jspecify.annotations.NullMarked;
