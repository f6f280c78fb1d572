@NullMarked
package io.micms.customer;

import org.jspecify.annotations.NullMarked;
