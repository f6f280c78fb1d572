/** What is known of each customer's buying and reading, and what may be expected of them. */
@NullMarked
package io.micms.insight.people;

import org.jspecify.annotations.NullMarked;
