@NullMarked
package io.micms.auth;

import org.jspecify.annotations.NullMarked;
