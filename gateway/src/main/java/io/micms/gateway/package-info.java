@NullMarked
package io.micms.gateway;

import org.jspecify.annotations.NullMarked;
