@NullMarked
package io.micms.gateway.security;

import org.jspecify.annotations.NullMarked;
