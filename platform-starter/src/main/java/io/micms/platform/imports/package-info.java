/** Tables from other systems, taken in as jobs that survive a crash. */
@NullMarked
package io.micms.platform.imports;

import org.jspecify.annotations.NullMarked;
