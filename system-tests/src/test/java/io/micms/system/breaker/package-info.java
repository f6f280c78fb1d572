/**
 * Breaks the platform on purpose while other systems feed it, and compares what is there in the end with what must be. Nothing
 * may be lost, doubled or out of date, whatever is killed, paused, cut off or delayed.
 */
@NullMarked
package io.micms.system.breaker;

import org.jspecify.annotations.NullMarked;
