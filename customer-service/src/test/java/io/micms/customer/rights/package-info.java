@NullMarked
package io.micms.customer.rights;

import org.jspecify.annotations.NullMarked;
