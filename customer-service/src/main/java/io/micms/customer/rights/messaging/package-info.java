/** What other services say of erasures. */
@NullMarked
package io.micms.customer.rights.messaging;

import org.jspecify.annotations.NullMarked;
