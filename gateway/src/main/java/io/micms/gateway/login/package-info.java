@NullMarked
package io.micms.gateway.login;

import org.jspecify.annotations.NullMarked;
