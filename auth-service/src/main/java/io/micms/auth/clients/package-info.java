@NullMarked
package io.micms.auth.clients;

import org.jspecify.annotations.NullMarked;
