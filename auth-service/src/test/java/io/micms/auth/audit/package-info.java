@NullMarked
package io.micms.auth.audit;

import org.jspecify.annotations.NullMarked;
