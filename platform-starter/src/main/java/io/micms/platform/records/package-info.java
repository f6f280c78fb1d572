/** Inbound records: what they name, when each field was last set, and every fault of one at once. */
@NullMarked
package io.micms.platform.records;

import org.jspecify.annotations.NullMarked;
