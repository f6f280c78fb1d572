/** The rights of a person over HTTP. */
@NullMarked
package io.micms.customer.rights.web;

import org.jspecify.annotations.NullMarked;
