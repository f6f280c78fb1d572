@NullMarked
package io.micms.customer.duplicates;

import org.jspecify.annotations.NullMarked;
