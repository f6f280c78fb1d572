/** The language model: what it costs, what it may see, what happens when it does not answer. */
@NullMarked
package io.micms.insight.ai;

import org.jspecify.annotations.NullMarked;
