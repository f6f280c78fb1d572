/** Starts the whole platform on one machine as separate processes, watches over it, and stops it. */
@NullMarked
package io.micms.local.launcher;

import org.jspecify.annotations.NullMarked;
