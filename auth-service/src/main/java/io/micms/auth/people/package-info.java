@NullMarked
package io.micms.auth.people;

import org.jspecify.annotations.NullMarked;
