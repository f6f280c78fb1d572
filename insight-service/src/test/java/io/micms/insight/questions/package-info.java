@NullMarked
package io.micms.insight.questions;

import org.jspecify.annotations.NullMarked;
