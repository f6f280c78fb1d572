@NullMarked
package io.micms.customer.rights.web;

import org.jspecify.annotations.NullMarked;
