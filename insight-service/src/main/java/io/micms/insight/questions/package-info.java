/** The fixed set of questions that can be asked of the data, each with the exact definition of what is counted. */
@NullMarked
package io.micms.insight.questions;

import org.jspecify.annotations.NullMarked;
