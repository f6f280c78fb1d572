/** The tools that assistants use, over the Model Context Protocol. */
@NullMarked
package io.micms.insight.assistants;

import org.jspecify.annotations.NullMarked;
