/** How every service's API is described at {@code /v3/api-docs}, so that clients can be generated from it. */
@NullMarked
package io.micms.platform.openapi;

import org.jspecify.annotations.NullMarked;
