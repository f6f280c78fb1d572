@NullMarked
package io.micms.gateway.session;

import org.jspecify.annotations.NullMarked;
