@NullMarked
package io.micms.gateway.problem;

import org.jspecify.annotations.NullMarked;
