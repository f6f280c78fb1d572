/** What there is to say of one customer, and to them. */
@NullMarked
package io.micms.insight.personal;

import org.jspecify.annotations.NullMarked;
