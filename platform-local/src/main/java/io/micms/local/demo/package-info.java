/** A made-up shop to try the platform with. */
@NullMarked
package io.micms.local.demo;

import org.jspecify.annotations.NullMarked;
