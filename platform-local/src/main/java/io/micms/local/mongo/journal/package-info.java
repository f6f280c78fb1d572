/** The file that the embedded database's data is in. */
@NullMarked
package io.micms.local.mongo.journal;

import org.jspecify.annotations.NullMarked;
