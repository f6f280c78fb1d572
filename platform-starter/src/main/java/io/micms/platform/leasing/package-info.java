/** Background work that one instance does at a time. */
@NullMarked
package io.micms.platform.leasing;

import org.jspecify.annotations.NullMarked;
