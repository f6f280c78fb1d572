/** The API of what is known of customers. */
@NullMarked
package io.micms.insight.people.web;

import org.jspecify.annotations.NullMarked;
