/** What one machine needs in place of the cloud. Services use it in tests only. */
@NullMarked
package io.micms.local;

import org.jspecify.annotations.NullMarked;
