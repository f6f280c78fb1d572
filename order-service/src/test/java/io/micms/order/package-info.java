@NullMarked
package io.micms.order;

import org.jspecify.annotations.NullMarked;
