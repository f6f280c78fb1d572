/** What a person may ask for: everything that is held about them, and that it goes. */
@NullMarked
package io.micms.customer.rights;

import org.jspecify.annotations.NullMarked;
