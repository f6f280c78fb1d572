/** Tables as files that people open in a spreadsheet. */
@NullMarked
package io.micms.platform.csv;

import org.jspecify.annotations.NullMarked;
