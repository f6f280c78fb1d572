@NullMarked
package io.micms.insight.people;

import org.jspecify.annotations.NullMarked;
