@NullMarked
package io.micms.platform.records;

import org.jspecify.annotations.NullMarked;
